package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Token.Kind;
import java.util.ArrayList;
import java.util.List;

/** Cuts one line of a table into its cells, each with its place; a cell may stand in double quotes. */
final class CsvLine {

    private final String text;
    private final int line;
    private final char separator;
    private final List<Token> cells = new ArrayList<>();
    private int at;

    private CsvLine(String text, int line, char separator) {
        this.text = text;
        this.line = line;
        this.separator = separator;
    }

    static List<Token> cellsOf(String text, int line, char separator) {
        return new CsvLine(text, line, separator).read();
    }

    private List<Token> read() {
        do {
            skipBlanks();
            if (text.startsWith("\"", at)) {
                readQuoted();
            } else {
                readPlain();
            }
        } while (at++ < text.length());
        return List.copyOf(cells);
    }

    private void skipBlanks() {
        while (text.startsWith(" ", at)) {
            at++;
        }
    }

    private void readPlain() {
        var end = text.indexOf(separator, at);
        keep(at, end < 0 ? text.length() : end);
    }

    private void readQuoted() {
        var close = text.indexOf('"', at + 1);
        if (close < 0 || close + 1 < text.length() && text.charAt(close + 1) != separator) {
            throw new SyntaxRefusal(
                    line,
                    at + 1,
                    "Expected a cell to end with its double quote, and no other in it, but it does not. Correct it.");
        }
        at++;
        keep(at, close);
        at++;
    }

    private void keep(int from, int end) {
        cells.add(new Token(Kind.TEXT, text.substring(from, end).strip(), line, from + 1));
        at = end;
    }
}
