package dev.waymark.segment.drools;

import dev.waymark.segment.Concerned;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import java.util.List;

/** Rules in Drools' networks, one for each segment. */
final class DroolsRuleSet implements RuleSet {

    private final String version;
    private final List<SegmentDefinition> segments;
    private final Concerned all;

    DroolsRuleSet(String version, List<SegmentDefinition> segments, List<CompiledSegment> rules) {
        this.version = version;
        this.segments = List.copyOf(segments);
        this.all = Concerned.of(List.copyOf(rules));
    }

    @Override
    public String version() {
        return version;
    }

    @Override
    public List<SegmentDefinition> segments() {
        return segments;
    }

    @Override
    public Concerned all() {
        return all;
    }
}
