package dev.waymark.segment.drools;

/**
 * Leaves the reading of one rule at the first thing that is not in the grammar; caught by the file reader, which goes
 * on with the next rule.
 */
final class SyntaxRefusal extends RuntimeException {

    private static final long serialVersionUID = 1L;

    private final int line;
    private final int column;

    SyntaxRefusal(Token at, String sentence) {
        this(at.line(), at.column(), sentence);
    }

    SyntaxRefusal(int line, int column, String sentence) {
        super(sentence, null, false, false);
        this.line = line;
        this.column = column;
    }

    int line() {
        return line;
    }

    int column() {
        return column;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
