package dev.waymark.imports;

import dev.waymark.support.Rejection;

/** A file that cannot be taken at all; nothing of it is stored. The message is the sentence for its sender. */
final class RefusedFile extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    RefusedFile(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    Rejection rejection() {
        return Rejection.of(Rejection.Kind.REFUSED, code, getMessage());
    }
}
