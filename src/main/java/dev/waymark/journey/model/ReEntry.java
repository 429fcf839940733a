package dev.waymark.journey.model;

import java.util.Arrays;
import java.util.Optional;

/** How often one profile may run through a journey; declared, because the careless answer writes to people twice. */
public enum ReEntry {
    /** Once ever, whatever version. */
    ONCE("once");

    private final String word;

    ReEntry(String word) {
        this.word = word;
    }

    /** As written in a journey file. */
    public String word() {
        return word;
    }

    static Optional<ReEntry> named(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }
}
