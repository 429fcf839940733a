package dev.waymark.journey.model;

import java.util.Arrays;
import java.util.List;
import java.util.Optional;

/** Which behaviour of before a wait opens counts for it. */
public enum LookBack {
    /** Since the enrolment, but for what an earlier wait of it has counted. */
    UNCOUNTED("uncounted"),
    /** Since the enrolment, whatever earlier waits have counted. */
    ENTRY("entry"),
    /** None: what the person does from now on. */
    NONE("none");

    private final String word;

    LookBack(String word) {
        this.word = word;
    }

    /** As written in a journey file. */
    public String word() {
        return word;
    }

    /** The words a journey file may use. */
    public static List<String> words() {
        return Arrays.stream(values()).map(LookBack::word).toList();
    }

    static Optional<LookBack> named(String word) {
        return Arrays.stream(values()).filter(value -> value.word.equals(word)).findFirst();
    }
}
