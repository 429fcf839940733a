package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Course.Days;
import dev.waymark.segment.drools.Course.Moments;
import dev.waymark.segment.drools.Expression.Comparison;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.List;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Looks ahead at one question, or at one comparison: confined to one thread and to one person at one moment. */
final class LeafOutlook {

    /** More than anybody waits for. */
    private static final long HORIZON = 40_000;

    /** Where nothing better is known days are tried one by one, so many; then it is looked at again. */
    private static final int TRIED = 90;

    private static final long SECONDS_OF_DAY = 86_400;

    private final Leaf leaf;
    private final Answers now;
    private final boolean holds;
    private final long today;

    private LeafOutlook(Leaf leaf, Answers now) {
        this.leaf = leaf;
        this.now = now;
        this.holds = Truth.holds(leaf, now);
        this.today = LocalDate.ofInstant(now.facts().now(), ZoneOffset.UTC).toEpochDay();
    }

    static Instant of(Leaf leaf, Answers now) {
        var courses = leaf.calls()
                .map(call -> Courses.of(call, now.facts()))
                .filter(course -> !course.equals(Course.STILL))
                .toList();
        return courses.isEmpty() ? Outlook.NEVER : new LeafOutlook(leaf, now).of(courses);
    }

    private Instant of(List<Course> courses) {
        if (courses.stream().allMatch(Moments.class::isInstance)) {
            return firstOf(moments(courses));
        }
        return courses.size() == 1 && courses.getFirst() instanceof Days(var turns)
                ? ofDays(turns)
                : Stream.of(firstOf(moments(courses)), ofEachDay())
                        .min(Instant::compareTo)
                        .orElseThrow();
    }

    private static Stream<Instant> moments(List<Course> courses) {
        return courses.stream()
                .flatMap(course -> course instanceof Moments(var moments) ? moments.stream() : Stream.empty());
    }

    private Instant firstOf(Stream<Instant> moments) {
        return moments.filter(now.facts().now()::isBefore)
                .sorted()
                .filter(moment -> Truth.holds(leaf, at(moment)) != holds)
                .findFirst()
                .orElse(Outlook.NEVER);
    }

    private Answers at(Instant moment) {
        return new Answers(now.facts().at(moment));
    }

    private Instant ofEachDay() {
        var day = today + 1;
        while (day < today + TRIED && on(day).holds() == holds) {
            day++;
        }
        return start(day);
    }

    private Instant ofDays(List<Long> turns) {
        var from = today;
        for (var turn : turns) {
            if (turn > from) {
                var change = between(from, turn - 1);
                if (change.isBefore(Outlook.NEVER)) {
                    return change;
                }
                from = turn;
            }
        }
        return between(from, Math.max(from, today + HORIZON));
    }

    /** Within these days what is compared goes one way only. */
    private Instant between(long first, long last) {
        var from = first;
        var seen = on(from);
        while (seen.holds() == holds) {
            if (on(last).side() == seen.side()) {
                return Outlook.NEVER;
            }
            from = firstOnOtherSide(from, seen, last);
            seen = on(from);
        }
        return start(from);
    }

    private long firstOnOtherSide(long from, Seen seen, long last) {
        var same = from;
        var other = last;
        // days go by one by one: what is apart by so many meets then, and only what is not days has to be searched for
        for (var step = seen.apart(); same + step < other; step *= 2) {
            if (on(same + step).side() == seen.side()) {
                same += step;
            } else {
                other = same + step;
                same = on(other - 1).side() == seen.side() ? other - 1 : same;
            }
        }
        while (same + 1 < other) {
            var middle = (same + other) / 2;
            if (on(middle).side() == seen.side()) {
                same = middle;
            } else {
                other = middle;
            }
        }
        return other;
    }

    /**
     * What is to be seen on a day.
     *
     * @param side of numbers: less, equal, more, or which one there is not; they come one after the other, each once
     * @param apart by how much numbers differ, at least 1
     */
    private record Seen(boolean holds, int side, long apart) {

        private static final Seen YES = new Seen(true, 1, 1);
        private static final Seen NO = new Seen(false, 0, 1);

        static Seen of(@Nullable Object left, String sign, @Nullable Object right) {
            var holds = Truth.holds(left, sign, right);
            if (left instanceof Number one && right instanceof Number other) {
                var apart = Math.abs(one.doubleValue() - other.doubleValue());
                return new Seen(
                        holds,
                        Double.compare(one.doubleValue(), other.doubleValue()),
                        Math.clamp((long) Math.ceil(apart), 1, HORIZON));
            }
            if (left == null || right == null) {
                return new Seen(holds, (left == null ? 2 : 0) + (right == null ? 4 : 0), 1);
            }
            return holds ? YES : NO;
        }
    }

    private Seen on(long day) {
        var then = day == today ? now : at(start(day));
        return leaf.expression() instanceof Comparison(var left, var sign, var right)
                ? Seen.of(Truth.value(left, then), sign, Truth.value(right, then))
                : Truth.holds(leaf, then) ? Seen.YES : Seen.NO;
    }

    private static Instant start(long day) {
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY);
    }
}
