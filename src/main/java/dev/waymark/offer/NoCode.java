package dev.waymark.offer;

/** A message that carries a code is not to be written, because there is none for the person; its text is the reason. */
public final class NoCode extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private NoCode(String reason) {
        super(reason, null, false, false);
    }

    /** The person has used theirs: a message that carries it would promise what is gone. */
    static NoCode redeemed() {
        return new NoCode("code-redeemed");
    }

    /** The pool is empty, and the offer says that then nothing is written. */
    static NoCode exhausted() {
        return new NoCode("codes-exhausted");
    }
}
