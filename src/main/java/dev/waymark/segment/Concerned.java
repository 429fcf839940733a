package dev.waymark.segment;

import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Some of the standing rules, with what they ask about together. */
public record Concerned(List<StandingRules<Decision>> segments, List<StandingRules<Signal>> signals, Asked asked) {

    public Concerned {
        segments = List.copyOf(segments);
        signals = List.copyOf(signals);
    }

    public static Concerned of(List<StandingRules<Decision>> segments, List<StandingRules<Signal>> signals) {
        return new Concerned(
                segments,
                signals,
                Asked.together(Stream.concat(segments.stream(), signals.stream())
                        .map(StandingRules::asked)
                        .toList()));
    }

    /** When the first of the answers may change by itself. */
    Optional<Instant> nextChange(ProfileFacts facts) {
        return Stream.concat(segments.stream(), signals.stream())
                .filter(rules -> rules.asked().time())
                .flatMap(rules -> rules.nextChange(facts).stream())
                .min(Comparator.naturalOrder());
    }

    Set<String> segmentKeys() {
        return segments.stream().map(StandingRules::key).collect(Collectors.toSet());
    }

    boolean isNobody() {
        return segments.isEmpty() && signals.isEmpty();
    }
}
