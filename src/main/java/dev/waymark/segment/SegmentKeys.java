package dev.waymark.segment;

import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import java.util.stream.Collectors;

/** The segments that the live rule set defines. */
@ApplicationScoped
class SegmentKeys implements KeyCatalogue {

    private final RuleSets ruleSets;

    SegmentKeys(RuleSets ruleSets) {
        this.ruleSets = ruleSets;
    }

    @Override
    public Kind kind() {
        return Kind.SEGMENT;
    }

    @Override
    public Set<String> keys() {
        return ruleSets.active().segments().stream().map(SegmentDefinition::key).collect(Collectors.toSet());
    }
}
