package dev.waymark.event;

import java.util.Arrays;

/**
 * Walks over JSON without reading it: quotes and brackets alone tell where a value ends, so whatever is wrong inside a
 * value stays inside it. Not thread-safe.
 */
final class ByteScan {

    private final byte[] bytes;
    private int at;

    ByteScan(byte[] bytes) {
        this.bytes = bytes;
    }

    /** The walk left what JSON allows; {@code at} is the byte. */
    static final class Lost extends Exception {

        private static final long serialVersionUID = 1L;

        private final int at;

        private Lost(int at) {
            super("lost at byte " + at, null, false, false);
            this.at = at;
        }

        int at() {
            return at;
        }
    }

    int at() {
        return at;
    }

    boolean isAtEnd() {
        passBlanks();
        return at == bytes.length;
    }

    /** Whether this comes next; passes over it if so. */
    boolean passes(char expected) {
        if (isAtEnd() || bytes[at] != expected) {
            return false;
        }
        at++;
        return true;
    }

    void pass(char expected) throws Lost {
        if (!passes(expected)) {
            throw new Lost(at);
        }
    }

    /** Passes over a value up to the comma or bracket that ends it; answers where it begins. */
    int passValue() throws Lost {
        passBlanks();
        var begin = at;
        for (int depth = 0; at < bytes.length; at++) {
            switch (bytes[at]) {
                case '"' -> passText();
                case '{', '[' -> depth++;
                case '}', ']' -> {
                    if (depth-- == 0) {
                        return begin;
                    }
                }
                case ',' -> {
                    if (depth == 0) {
                        return begin;
                    }
                }
                default -> {
                    // part of the value, sound or not
                }
            }
        }
        throw new Lost(at);
    }

    /** Passes over a key and its colon; answers the key's bytes as they are, without the quotes. */
    byte[] passKey() throws Lost {
        pass('"');
        var begin = at--;
        passText();
        var key = Arrays.copyOfRange(bytes, begin, at++);
        pass(':');
        return key;
    }

    /** From a quote to the quote that ends it. */
    private void passText() throws Lost {
        for (at++; at < bytes.length; at++) {
            if (bytes[at] == '"') {
                return;
            }
            if (bytes[at] == '\\') {
                at++;
            }
        }
        throw new Lost(bytes.length);
    }

    private void passBlanks() {
        while (at < bytes.length && (bytes[at] == ' ' || bytes[at] == '\n' || bytes[at] == '\r' || bytes[at] == '\t')) {
            at++;
        }
    }
}
