package dev.waymark.journey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What became of an enrolment that was to be moved to another version. */
enum MoveOutcome {
    /** Goes on in the other version. */
    MOVED,
    /** Stays on its version, or has ended; the detail says why. */
    LEFT,
    /** Something broke here; the log has the cause. Nothing has changed, unless the detail says that it has ended. */
    FAILED,
    /** Was on the other version before. */
    ALREADY_THERE;

    static final String BROKE = "Something broke here; the server's log has the cause.";

    /** As REST says it: {@code already-there}. */
    String word() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }

    static Optional<MoveOutcome> named(String word) {
        return Arrays.stream(values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst();
    }
}
