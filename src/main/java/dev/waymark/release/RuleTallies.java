package dev.waymark.release;

import dev.waymark.release.WhatIfResult.Example;
import dev.waymark.release.WhatIfResult.Presence;
import dev.waymark.release.WhatIfResult.RuleChange;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/** All segments, or all signals, that a change is about. Confined to one thread. */
final class RuleTallies {

    private final Map<String, String> titlesBefore;
    private final Map<String, String> titlesAfter;
    private final SortedMap<String, RuleTally> tallies = new TreeMap<>();

    /** Titles by key. */
    RuleTallies(Map<String, String> before, Map<String, String> after) {
        this.titlesBefore = Map.copyOf(before);
        this.titlesAfter = Map.copyOf(after);
        before.keySet().forEach(key -> tallies.put(key, new RuleTally()));
        after.keySet().forEach(key -> tallies.put(key, new RuleTally()));
    }

    /** Counts one person by what is said of them before and after; answers what begins to hold. */
    List<String> count(Map<String, Example> before, Map<String, Example> after) {
        var entered = new ArrayList<String>();
        tallies.forEach((key, tally) -> {
            if (tally.count(before.get(key), after.get(key))) {
                entered.add(key);
            }
        });
        return entered;
    }

    List<RuleChange> changes() {
        return tallies.entrySet().stream()
                .map(one -> one.getValue().change(one.getKey(), title(one.getKey()), presence(one.getKey())))
                .toList();
    }

    private String title(String key) {
        return titlesAfter.containsKey(key) ? titlesAfter.get(key) : titlesBefore.get(key);
    }

    private Presence presence(String key) {
        if (!titlesBefore.containsKey(key)) {
            return Presence.ADDED;
        }
        return titlesAfter.containsKey(key) ? Presence.CHANGED : Presence.REMOVED;
    }
}
