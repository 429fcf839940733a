package dev.waymark.segment.drools;

import java.util.Set;

/** What a question answers or a literal is; only like is compared with like. */
enum ValueKind {
    FLAG("yes or no", Set.of("==", "!=")),
    NUMBER("a number", Set.of("==", "!=", "<", "<=", ">", ">=")),
    TEXT("a text", Set.of("==", "!="));

    private final String inWords;
    private final Set<String> comparisons;

    ValueKind(String inWords, Set<String> comparisons) {
        this.inWords = inWords;
        this.comparisons = comparisons;
    }

    String inWords() {
        return inWords;
    }

    boolean allows(String comparison) {
        return comparisons.contains(comparison);
    }
}
