package dev.waymark.consent;

import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The topics that people can refuse to hear of: all but transactional ones. Immutable. */
@ApplicationScoped
class RefusableTopics implements KeyCatalogue {

    private final Topics topics;

    RefusableTopics(Topics topics) {
        this.topics = topics;
    }

    @Override
    public Kind kind() {
        return Kind.REFUSABLE_TOPIC;
    }

    @Override
    public Set<String> keys() {
        return topics.keys().stream()
                .filter(key -> !topics.find(key).orElseThrow().transactional())
                .collect(Collectors.toUnmodifiableSet());
    }
}
