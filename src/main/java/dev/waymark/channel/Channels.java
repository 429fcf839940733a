package dev.waymark.channel;

import dev.waymark.support.KeyCatalogue;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** The channels there are, by key. Immutable. */
@ApplicationScoped
public class Channels implements KeyCatalogue {

    private final Map<String, Channel> byKey;

    Channels(@All List<Channel> channels) {
        this.byKey = channels.stream().collect(Collectors.toUnmodifiableMap(Channel::key, Function.identity()));
    }

    public Optional<Channel> find(String key) {
        return Optional.ofNullable(byKey.get(key));
    }

    @Override
    public Kind kind() {
        return Kind.CHANNEL;
    }

    @Override
    public Set<String> keys() {
        return byKey.keySet();
    }
}
