package dev.waymark.release;

import dev.waymark.profile.ProfileId;
import dev.waymark.release.WhatIfResult.Presence;
import dev.waymark.release.WhatIfResult.SegmentChange;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Two rule sets asked about the same facts, and who would enter and leave. Confined to one thread. */
final class Comparison {

    private final RuleSet active;
    private final RuleSet candidate;
    private final Map<String, SegmentTally> tallies = new TreeMap<>();

    Comparison(RuleSet active, RuleSet candidate) {
        this.active = active;
        this.candidate = candidate;
        active.segments().forEach(segment -> tallies.put(segment.key(), new SegmentTally(segment, Presence.REMOVED)));
        candidate.segments().forEach(this::addCandidate);
    }

    private void addCandidate(SegmentDefinition segment) {
        var presence = tallies.containsKey(segment.key()) ? Presence.KEPT : Presence.ADDED;
        tallies.put(segment.key(), new SegmentTally(segment, presence));
    }

    /** Asks about some more people; answers who would enter which segment. */
    Map<String, List<ProfileId>> ask(Map<ProfileId, ProfileFacts> people) {
        var entering = new HashMap<String, List<ProfileId>>();
        people.forEach((profile, facts) -> {
            var before = decisions(active, facts);
            var after = decisions(candidate, facts);
            tallies.forEach((segment, tally) -> {
                if (tally.count(profile, before.get(segment), after.get(segment))) {
                    entering.computeIfAbsent(segment, any -> new ArrayList<>()).add(profile);
                }
            });
        });
        return entering;
    }

    private static Map<String, Decision> decisions(RuleSet rules, ProfileFacts facts) {
        return rules.evaluate(facts).stream().collect(Collectors.toMap(Decision::segment, Function.identity()));
    }

    List<SegmentChange> segments() {
        return tallies.values().stream().map(SegmentTally::change).toList();
    }
}
