package dev.waymark.behaviour;

import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedSet;
import org.jspecify.annotations.Nullable;

/**
 * How a person buys things of one category.
 *
 * @param purchases days on which they did
 * @param interval median of the days between, rounded down so that nobody is asked too late; null while there are
 *     fewer than {@value #MIN_INTERVALS} intervals, because one alone is chance
 */
record Rhythm(
        String category,
        int purchases,
        LocalDate lastOn,
        @Nullable Integer interval) {

    static final int MIN_INTERVALS = 2;

    /** The latest ones: people change. */
    private static final int MAX_INTERVALS = 12;

    static Rhythm of(String category, SortedSet<LocalDate> days) {
        return new Rhythm(category, days.size(), days.last(), interval(List.copyOf(days)));
    }

    private static @Nullable Integer interval(List<LocalDate> days) {
        var intervals = new ArrayList<Long>();
        for (int i = Math.max(1, days.size() - MAX_INTERVALS); i < days.size(); i++) {
            intervals.add(days.get(i).toEpochDay() - days.get(i - 1).toEpochDay());
        }
        return intervals.size() < MIN_INTERVALS
                ? null
                : median(intervals.stream().sorted().toList());
    }

    private static int median(List<Long> sorted) {
        var middle = sorted.size() / 2;
        var upper = sorted.get(middle);
        var lower = sorted.size() % 2 == 0 ? sorted.get(middle - 1) : upper;
        return Math.toIntExact((lower + upper) / 2);
    }
}
