package dev.waymark.journey;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What is done with a version of a journey. */
enum JourneyAction {
    /** The check found nothing. */
    PASS("checked"),
    /** The check found something that has changed since. */
    FAIL("check-failed"),
    APPROVE("approved"),
    PUBLISH("published"),
    /** The folder says so. */
    FOLLOW("published"),
    PAUSE("paused"),
    RESUME("resumed"),
    DRAIN("draining"),
    STOP("stopped"),
    ARCHIVE("archived");

    private final String done;

    JourneyAction(String done) {
        this.done = done;
    }

    /** For the audit trail: what has been done. */
    String done() {
        return done;
    }

    /** What people may ask for by this word. */
    static Optional<JourneyAction> asked(String word) {
        return Arrays.stream(values())
                .filter(action -> action != PASS && action != FAIL && action != FOLLOW)
                .filter(action -> action.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }
}
