package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Clause.All;
import dev.waymark.segment.drools.Clause.Any;
import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Clause.Not;
import java.time.Instant;
import java.util.List;

/**
 * How long what a clause says of somebody is sure to stay so, as long as nothing happens.
 *
 * <p>Until then, and not a microsecond longer than it may; too short costs an evaluation, too long would be wrong.
 * All parts of an "and" have to hold: one that does not will not before the last of those that do not has changed, and
 * one that does will until the first of its parts changes. "Or" is the same the other way round.
 */
final class Outlook {

    /** What never changes by itself. */
    static final Instant NEVER = Instant.MAX;

    private Outlook() {}

    /** The earliest moment after now at which the clause can hold where it does not, or the other way round. */
    static Instant of(Clause clause, ProfileFacts facts) {
        return switch (clause) {
            case Leaf leaf -> LeafOutlook.of(leaf, facts);
            case Not(var negated) -> of(negated, facts);
            case All(var parts) -> ofJoined(parts, true, facts);
            case Any(var parts) -> ofJoined(parts, false, facts);
        };
    }

    /** @param needed what every part has to say for the whole to say it too */
    private static Instant ofJoined(List<Clause> parts, boolean needed, ProfileFacts facts) {
        var others = parts.stream()
                .filter(part -> Truth.holds(part, facts) != needed)
                .toList();
        return others.isEmpty() ? first(parts, facts) : last(others, facts);
    }

    private static Instant first(List<Clause> parts, ProfileFacts facts) {
        var first = NEVER;
        for (var part : parts) {
            var change = of(part, facts);
            first = change.isBefore(first) ? change : first;
        }
        return first;
    }

    private static Instant last(List<Clause> parts, ProfileFacts facts) {
        var last = Instant.MIN;
        for (var part : parts) {
            var change = of(part, facts);
            last = change.isAfter(last) ? change : last;
            if (last.equals(NEVER)) {
                return NEVER;
            }
        }
        return last;
    }
}
