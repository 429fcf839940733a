package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Clause.All;
import dev.waymark.segment.drools.Clause.Any;
import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Clause.Not;
import dev.waymark.segment.drools.Expression.Call;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/**
 * How long what a clause says of somebody is sure to stay so, as long as nothing happens.
 *
 * <p>Until then, and not a microsecond longer than it may; too short costs an evaluation, too long would be wrong.
 * All parts of an "and" have to hold: one that does not will not before the last of those that do not has changed, and
 * one that does will until the first of its parts changes. "Or" is the same the other way round. Looked at after every
 * event, so the parts that time cannot change come first: most often one of them settles it. Immutable, thread-safe.
 */
sealed interface Outlook {

    /** What never changes by itself. */
    Instant NEVER = Instant.MAX;

    static Outlook of(Clause clause) {
        return switch (clause) {
            case Leaf leaf -> OfLeaf.of(leaf);
            case Not(var negated) -> new OfNot(of(negated));
            case All(var parts) -> ofJoined(parts, true);
            case Any(var parts) -> ofJoined(parts, false);
        };
    }

    private static Outlook ofJoined(List<Clause> parts, boolean needed) {
        return parts.size() == 1 ? of(parts.getFirst()) : OfJoined.of(parts, needed);
    }

    /** Whether the clause holds now. */
    boolean holds(Answers now);

    /**
     * The earliest moment after now at which the clause can hold where it does not, or the other way round. Only what is
     * before {@code limit} is looked for: if there is none, the answer is some moment that is not before it.
     */
    Instant change(Answers now, Instant limit);

    /** Whether time alone can never change it, whoever is asked about. */
    boolean isTimeless();

    /** @param inTime the questions of which time can change the answer */
    record OfLeaf(Leaf leaf, List<Call> inTime) implements Outlook {

        static OfLeaf of(Leaf leaf) {
            return new OfLeaf(
                    leaf, leaf.calls().filter(call -> !Courses.isTimeless(call)).toList());
        }

        @Override
        public boolean holds(Answers now) {
            return Truth.holds(leaf, now);
        }

        @Override
        public Instant change(Answers now, Instant limit) {
            return isTimeless() ? NEVER : LeafOutlook.of(leaf, inTime, now, limit);
        }

        @Override
        public boolean isTimeless() {
            return inTime.isEmpty();
        }
    }

    record OfNot(Outlook negated) implements Outlook {

        @Override
        public boolean holds(Answers now) {
            return !negated.holds(now);
        }

        @Override
        public Instant change(Answers now, Instant limit) {
            return negated.change(now, limit);
        }

        @Override
        public boolean isTimeless() {
            return negated.isTimeless();
        }
    }

    /** @param needed what every part has to say for the whole to say it too */
    record OfJoined(List<Outlook> parts, boolean needed, boolean isTimeless) implements Outlook {

        static OfJoined of(List<Clause> parts, boolean needed) {
            var timelessFirst = parts.stream()
                    .map(Outlook::of)
                    .sorted(Comparator.comparing(part -> !part.isTimeless()))
                    .toList();
            return new OfJoined(timelessFirst, needed, timelessFirst.stream().allMatch(Outlook::isTimeless));
        }

        @Override
        public boolean holds(Answers now) {
            for (var part : parts) {
                if (part.holds(now) != needed) {
                    return !needed;
                }
            }
            return needed;
        }

        @Override
        public Instant change(Answers now, Instant limit) {
            if (isTimeless) {
                return NEVER;
            }
            var others = new ArrayList<Outlook>();
            for (var part : parts) {
                if (part.holds(now) != needed) {
                    if (part.isTimeless()) {
                        return NEVER;
                    }
                    others.add(part);
                }
            }
            return others.isEmpty() ? first(parts, now, limit) : last(others, now, limit);
        }

        private static Instant first(List<Outlook> parts, Answers now, Instant limit) {
            var first = limit;
            for (var part : parts) {
                var change = part.change(now, first);
                first = change.isBefore(first) ? change : first;
            }
            return first;
        }

        private static Instant last(List<Outlook> parts, Answers now, Instant limit) {
            var last = Instant.MIN;
            for (var part : parts) {
                var change = part.change(now, limit);
                last = change.isAfter(last) ? change : last;
                if (!last.isBefore(limit)) {
                    return last;
                }
            }
            return last;
        }
    }
}
