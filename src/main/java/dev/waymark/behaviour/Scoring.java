package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;

/**
 * How orders become the scores R, F and M, each 1 to 5, 5 the best.
 *
 * @param recencyDays days since the last order for 5, 4, 3 and 2; empty to use {@code recency}
 * @param recency over the day of the last order
 * @param monetary over the value in home currency
 */
record Scoring(List<Integer> recencyDays, Scale recency, Scale monetary) {

    static final Scoring UNKNOWN = new Scoring(List.of(), Scale.UNKNOWN, Scale.UNKNOWN);

    /** Orders from which on F is 5, 4, 3 and 2: quintiles would collapse, because most people ordered once. */
    static final List<Integer> ORDERS = List.of(8, 5, 3, 2);

    Scoring {
        recencyDays = List.copyOf(recencyDays);
    }

    int recency(Instant lastAt, Instant now) {
        var day = DayCounts.dayOf(lastAt);
        if (recencyDays.isEmpty()) {
            return recency.score(BigDecimal.valueOf(day));
        }
        var since = DayCounts.dayOf(now) - day;
        var score = 1;
        for (var days : recencyDays) {
            score += since <= days ? 1 : 0;
        }
        return score;
    }

    /** The days on which R changes because of time alone: over all people it is the bounds that move. */
    List<LocalDate> recencyTurns(Instant lastAt) {
        var day = LocalDate.ofEpochDay(DayCounts.dayOf(lastAt));
        return recencyDays.stream().map(days -> day.plusDays(days + 1)).toList();
    }

    static int frequency(long orders) {
        return 1 + (int) ORDERS.stream().filter(from -> orders >= from).count();
    }
}
