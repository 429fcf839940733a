package dev.waymark.segment;

import java.util.List;

/** Some of the rules, with what they ask about together. */
public record Concerned(List<SegmentRules> rules, Asked asked) {

    public Concerned {
        rules = List.copyOf(rules);
    }

    public static Concerned of(List<SegmentRules> rules) {
        return new Concerned(rules, Asked.together(rules));
    }

    boolean isNobody() {
        return rules.isEmpty();
    }
}
