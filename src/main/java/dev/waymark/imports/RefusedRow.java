package dev.waymark.imports;

import org.jspecify.annotations.Nullable;

/** A row that cannot be taken; the others can. The message is the sentence for its sender. */
final class RefusedRow extends Exception {

    private static final long serialVersionUID = 1L;

    private final long line;
    private final @Nullable String column;

    RefusedRow(long line, @Nullable String column, String sentence) {
        super(sentence, null, false, false);
        this.line = line;
        this.column = column;
    }

    Refusal refusal() {
        return new Refusal(line, column, getMessage());
    }
}
