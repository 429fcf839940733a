package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Course.Days;
import dev.waymark.segment.drools.Course.Moments;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
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
    private final Instant limit;
    private final long today;

    private LeafOutlook(Leaf leaf, Answers now, Instant limit) {
        this.leaf = leaf;
        this.now = now;
        this.limit = limit;
        this.holds = Truth.holds(leaf, now);
        this.today = dayOf(now.facts().now());
    }

    /** @param inTime those of its questions of which time can change the answer */
    static Instant of(Leaf leaf, List<Call> inTime, Answers now, Instant limit) {
        var toCome = new ArrayList<Instant>();
        var days = new ArrayList<Days>();
        for (var call : inTime) {
            switch (Courses.of(call, now.facts())) {
                case Moments(var moments) -> addBetween(now.facts().now(), moments, limit, toCome);
                case Days byDay -> addUnlessLater(now.facts().now(), byDay, limit, days);
            }
        }
        return toCome.isEmpty() && days.isEmpty() ? Outlook.NEVER : new LeafOutlook(leaf, now, limit).of(toCome, days);
    }

    private static void addBetween(Instant now, List<Instant> moments, Instant limit, List<Instant> toCome) {
        for (var moment : moments) {
            if (moment.isAfter(now) && moment.isBefore(limit)) {
                toCome.add(moment);
            }
        }
    }

    private static void addUnlessLater(Instant now, Days byDay, Instant limit, List<Days> days) {
        if (start(dayOf(now) + 1).isBefore(limit)) {
            days.add(byDay);
        }
    }

    private Instant of(List<Instant> toCome, List<Days> days) {
        if (days.isEmpty()) {
            return firstOf(toCome);
        }
        if (days.size() == 1 && toCome.isEmpty()) {
            return ofDays(days.getFirst().turns());
        }
        var first = firstOf(toCome);
        var eachDay = ofEachDay();
        return first.isBefore(eachDay) ? first : eachDay;
    }

    private Instant firstOf(List<Instant> toCome) {
        toCome.sort(Comparator.naturalOrder());
        for (var moment : toCome) {
            if (Truth.holds(leaf, at(moment)) != holds) {
                return moment;
            }
        }
        return Outlook.NEVER;
    }

    private Answers at(Instant moment) {
        return new Answers(now.facts().at(moment));
    }

    private Instant ofEachDay() {
        var day = today + 1;
        while (day < today + TRIED && start(day).isBefore(limit) && on(day).holds() == holds) {
            day++;
        }
        return start(day);
    }

    private Instant ofDays(List<Long> turns) {
        var from = today;
        for (var turn : turns) {
            if (turn > from && start(from).isBefore(limit)) {
                var change = between(from, turn - 1);
                if (change.isBefore(Outlook.NEVER)) {
                    return change;
                }
                from = turn;
            }
        }
        return between(from, Math.max(from, Math.min(today + HORIZON, dayOf(limit))));
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

    private static long dayOf(Instant moment) {
        return Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_DAY);
    }

    private static Instant start(long day) {
        return Instant.ofEpochSecond(day * SECONDS_OF_DAY);
    }
}
