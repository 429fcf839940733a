package dev.waymark.segment.drools;

/** One word, literal or sign of a rule file and the place where it stands. Text tokens hold the text without quotes. */
record Token(Kind kind, String text, int line, int column) {

    enum Kind {
        WORD,
        TEXT,
        NUMBER,
        SIGN,
        END
    }

    boolean is(String wordOrSign) {
        return (kind == Kind.WORD || kind == Kind.SIGN) && text.equals(wordOrSign);
    }

    /** The token as a finding quotes it. */
    String quoted() {
        return switch (kind) {
            case TEXT -> "the text \"" + text + "\"";
            case END -> "the end of the file";
            default -> "`" + text + "`";
        };
    }
}
