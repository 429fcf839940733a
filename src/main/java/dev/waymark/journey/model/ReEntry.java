package dev.waymark.journey.model;

import java.util.Arrays;
import java.util.Optional;

/** How often one profile may run through a journey; declared, because the careless answer writes to people twice. */
public enum ReEntry {
    /** Once ever, whatever version. */
    ONCE("once"),
    /** Again when the enrolment before has ended. */
    AFTER_EXIT("after-exit"),
    /** Again when a period has passed since the enrolment before began, and that one has ended. */
    PERIODIC("period"),
    /** For each event or membership anew, also while an enrolment runs. */
    EVERY_TIME("every-time");

    private final String word;

    ReEntry(String word) {
        this.word = word;
    }

    /** As written in a journey file; for {@link #PERIODIC} a duration stands there instead. */
    public String word() {
        return word;
    }

    static Optional<ReEntry> named(String word) {
        return Arrays.stream(values())
                .filter(value -> value != PERIODIC && value.word.equals(word))
                .findFirst();
    }
}
