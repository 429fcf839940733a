package dev.waymark.release;

import dev.waymark.profile.ProfileId;
import dev.waymark.release.WhatIfResult.Example;
import dev.waymark.release.WhatIfResult.RuleChange;
import dev.waymark.segment.Asked;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.Quarantined;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.segment.Signal;
import dev.waymark.segment.SignalDefinition;
import dev.waymark.support.Finding;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** Rules before and after a change, asked about the same facts. Confined to one thread. */
final class Comparison {

    private final RuleSet before;
    private final RuleSet after;
    private final RuleTallies segments;
    private final RuleTallies signals;

    Comparison(RuleSet before, RuleSet after) {
        this.before = before;
        this.after = after;
        this.segments = new RuleTallies(segments(before), segments(after));
        this.signals = new RuleTallies(signals(before), signals(after));
    }

    /** What has to be read about people. */
    Asked asked() {
        return Asked.together(List.of(before.asked(), after.asked()));
    }

    /** Asks about some more people; answers who would enter which segment. */
    Map<String, List<ProfileId>> ask(Map<ProfileId, ProfileFacts> people) {
        var entering = new HashMap<String, List<ProfileId>>();
        people.forEach((profile, facts) -> {
            after.tryOut(facts);
            segments.count(decisions(before, profile, facts), decisions(after, profile, facts))
                    .forEach(segment -> entering.computeIfAbsent(segment, any -> new ArrayList<>())
                            .add(profile));
            signals.count(signals(before, profile, facts), signals(after, profile, facts));
        });
        return entering;
    }

    /** What would be quarantined after the change, which makes every count a lie. */
    List<Finding> findings() {
        return after.quarantined().stream().map(Quarantined::finding).toList();
    }

    List<RuleChange> segments() {
        return segments.changes();
    }

    List<RuleChange> signals() {
        return signals.changes();
    }

    private static Map<String, Example> decisions(RuleSet rules, ProfileId profile, ProfileFacts facts) {
        return rules.evaluate(facts).stream()
                .collect(Collectors.toMap(
                        Decision::segment, one -> new Example(profile.value(), one.rule(), one.reason())));
    }

    private static Map<String, Example> signals(RuleSet rules, ProfileId profile, ProfileFacts facts) {
        return rules.signalsOf(facts).stream()
                .collect(Collectors.toMap(
                        Signal::signal, one -> new Example(profile.value(), one.rule(), one.reason())));
    }

    private static Map<String, String> segments(RuleSet rules) {
        return rules.segments().stream().collect(Collectors.toMap(SegmentDefinition::key, SegmentDefinition::title));
    }

    private static Map<String, String> signals(RuleSet rules) {
        return rules.signals().stream().collect(Collectors.toMap(SignalDefinition::key, SignalDefinition::title));
    }
}
