package dev.waymark.behaviour;

import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.function.IntPredicate;
import java.util.stream.Collectors;

/**
 * How much there was on each day (UTC), for the latest {@value #KEPT} days on which there was anything.
 *
 * <p>The latest days of a sum are among the latest days of its parts: leaving out older ones keeps it a {@link Fold},
 * and one event dated in the far future costs one day, not the others. Immutable.
 */
public final class DayCounts implements Fold<DayCounts> {

    static final int KEPT = 100;

    private static final int SECONDS_OF_DAY = 86_400;
    static final DayCounts NONE = new DayCounts(new int[0]);

    /** A day before all days. */
    static final int NEVER = Integer.MIN_VALUE;

    private final int[] pairs;

    /** @param pairs day number since 1970 and count, days ascending */
    private DayCounts(int[] pairs) {
        this.pairs = pairs;
    }

    static DayCounts on(Instant moment, int count) {
        return new DayCounts(new int[] {dayOf(moment), count});
    }

    /** As {@link #asArray} wrote them. */
    static DayCounts of(Integer[] array) {
        var pairs = new int[array.length];
        for (int at = 0; at < pairs.length; at++) {
            pairs[at] = array[at];
        }
        return new DayCounts(pairs);
    }

    static int dayOf(Instant moment) {
        return Math.toIntExact(Math.floorDiv(moment.getEpochSecond(), SECONDS_OF_DAY));
    }

    @Override
    public DayCounts plus(DayCounts other) {
        var joined = new int[pairs.length + other.pairs.length];
        int from = 0;
        int fromOther = 0;
        int to = 0;
        while (from < pairs.length || fromOther < other.pairs.length) {
            var day = Math.min(dayAt(from), other.dayAt(fromOther));
            long count = 0;
            if (dayAt(from) == day) {
                count += pairs[from + 1];
                from += 2;
            }
            if (other.dayAt(fromOther) == day) {
                count += other.pairs[fromOther + 1];
                fromOther += 2;
            }
            joined[to++] = day;
            joined[to++] = Math.clamp(count, 0, Integer.MAX_VALUE);
        }
        return new DayCounts(Arrays.copyOfRange(joined, Math.max(0, to - 2 * KEPT), to));
    }

    /** How much there was on the day of this moment and the days before it, {@code days} in all. */
    public long within(int days, Instant now) {
        var today = dayOf(now);
        long sum = 0;
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at] <= today && pairs[at] > today - days) {
                sum += pairs[at + 1];
            }
        }
        return sum;
    }

    /** The days after this moment's on which there is something already, ascending: of events dated ahead. */
    public List<LocalDate> ahead(Instant now) {
        var today = dayOf(now);
        // asked of everybody each time, and hardly anybody has any
        return pairs.length == 0 || pairs[pairs.length - 2] <= today ? List.of() : days(day -> day > today);
    }

    /** The day of this moment and the days before it, {@code days} in all, as far as there was anything on them. */
    public List<LocalDate> since(int days, Instant now) {
        var today = dayOf(now);
        return days(day -> day <= today && day > today - days);
    }

    /** The latest day up to this one on which there was anything, counted since 1970; {@link #NEVER} if none. */
    int latest(int today) {
        var latest = NEVER;
        for (int at = 0; at < pairs.length && pairs[at] <= today; at += 2) {
            latest = pairs[at];
        }
        return latest;
    }

    private List<LocalDate> days(IntPredicate wanted) {
        var days = new ArrayList<LocalDate>();
        for (int at = 0; at < pairs.length; at += 2) {
            if (wanted.test(pairs[at])) {
                days.add(LocalDate.ofEpochDay(pairs[at]));
            }
        }
        return days;
    }

    /** The counts up to now, each worth half after every half life; added from the oldest day on, always. */
    double decayed(double halfLifeInDays, Instant now) {
        return decayed(halfLifeInDays, dayOf(now));
    }

    /** The same, for a day counted since 1970. */
    double decayed(double halfLifeInDays, int today) {
        var fading = Fading.by(halfLifeInDays);
        double sum = 0;
        for (int at = 0; at < pairs.length; at += 2) {
            if (pairs[at] <= today) {
                sum += pairs[at + 1] * fading.after((long) today - pairs[at]);
            }
        }
        return sum;
    }

    /** Day number and count by turns, in PostgreSQL's notation of an array. */
    String asArray() {
        return Arrays.stream(pairs).mapToObj(Integer::toString).collect(Collectors.joining(",", "{", "}"));
    }

    private int dayAt(int index) {
        return index < pairs.length ? pairs[index] : Integer.MAX_VALUE;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof DayCounts counts && Arrays.equals(pairs, counts.pairs);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(pairs);
    }

    @Override
    public String toString() {
        return asArray();
    }
}
