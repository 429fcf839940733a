package dev.waymark.segment.drools;

import java.util.function.Supplier;

/** Bounds how deep parentheses go, so that no text can exhaust the stack of a reader or of the compiler. */
final class Nesting {

    private static final int MAX_DEPTH = 10;

    private int depth;

    <T> T inside(Token opening, Supplier<T> reading) {
        if (depth == MAX_DEPTH) {
            throw new SyntaxRefusal(
                    opening,
                    "Expected at most " + MAX_DEPTH + " levels of nesting, but there are more. Split the rule.");
        }
        depth++;
        try {
            return reading.get();
        } finally {
            depth--;
        }
    }
}
