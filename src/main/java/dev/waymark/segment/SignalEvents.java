package dev.waymark.segment;

import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The events that the live rule set's signals raise, which journeys wait for like for any other. */
@ApplicationScoped
class SignalEvents implements KeyCatalogue {

    private final RuleSets ruleSets;

    SignalEvents(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Override
    public Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public Set<String> keys() {
        return ruleSets.active().signals().stream().map(SignalDefinition::event).collect(Collectors.toSet());
    }
}
