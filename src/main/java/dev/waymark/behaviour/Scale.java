package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.util.List;

/**
 * Bounds between the scores 1 to 5: a value has one more for each bound it is above.
 *
 * @param above four ascending bounds; empty while there is nobody to compute them over
 */
record Scale(List<BigDecimal> above) {

    static final Scale UNKNOWN = new Scale(List.of());

    /** Neither good nor bad: the score while there are no bounds. */
    private static final int MIDDLE = 3;

    Scale {
        above = List.copyOf(above);
    }

    int score(BigDecimal value) {
        return above.isEmpty()
                ? MIDDLE
                : 1
                        + (int) above.stream()
                                .filter(bound -> value.compareTo(bound) > 0)
                                .count();
    }
}
