package dev.waymark.behaviour;

import java.time.LocalDate;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * How a person buys things of one category. Immutable.
 *
 * @param purchases days on which they did
 * @param latest the latest {@value #KEPT} of these days at most, ascending: the next purchase needs no others
 */
record Rhythm(String category, int purchases, List<LocalDate> latest) {

    static final int MIN_INTERVALS = 2;

    /** Twelve intervals: people change. */
    static final int KEPT = 13;

    Rhythm {
        latest = List.copyOf(latest);
    }

    static Rhythm startedOn(String category, LocalDate day) {
        return new Rhythm(category, 1, List.of(day));
    }

    /** With one more day; empty if the day is so long ago that the ones kept cannot tell whether it is new. */
    Optional<Rhythm> plus(LocalDate day) {
        var place = latest.indexOf(day);
        if (place >= 0) {
            return Optional.of(this);
        }
        if (purchases > latest.size() && (latest.isEmpty() || day.isBefore(latest.getFirst()))) {
            return Optional.empty();
        }
        var days = new LocalDate[latest.size() + 1];
        latest.toArray(days);
        days[latest.size()] = day;
        Arrays.sort(days);
        return Optional.of(new Rhythm(
                category, purchases + 1, List.of(days).subList(Math.max(0, days.length - KEPT), days.length)));
    }

    LocalDate lastOn() {
        return latest.getLast();
    }

    /**
     * Median of the days between, rounded down so that nobody is asked too late; null while there are fewer than
     * {@value #MIN_INTERVALS} intervals, because one alone is chance.
     */
    @Nullable
    Integer interval() {
        var intervals = new long[Math.max(0, latest.size() - 1)];
        for (int i = 0; i < intervals.length; i++) {
            intervals[i] = latest.get(i + 1).toEpochDay() - latest.get(i).toEpochDay();
        }
        return intervals.length < MIN_INTERVALS ? null : median(intervals);
    }

    private static int median(long[] intervals) {
        Arrays.sort(intervals);
        var middle = intervals.length / 2;
        var upper = intervals[middle];
        var lower = intervals.length % 2 == 0 ? intervals[middle - 1] : upper;
        return Math.toIntExact((lower + upper) / 2);
    }
}
