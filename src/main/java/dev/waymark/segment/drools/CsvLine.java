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
        var separated = text.indexOf(separator, at);
        var end = separated < 0 ? text.length() : separated;
        if (text.substring(at, end).indexOf('"') >= 0) {
            throw refusal();
        }
        keep(at, end);
    }

    private void readQuoted() {
        var close = text.indexOf('"', at + 1);
        if (close < 0 || close + 1 < text.length() && text.charAt(close + 1) != separator) {
            throw refusal();
        }
        at++;
        keep(at, close);
        at++;
    }

    /** A text of a rule cannot hold a double quote; a cell that could would say more than one thing there. */
    private SyntaxRefusal refusal() {
        return new SyntaxRefusal(
                line,
                at + 1,
                "Expected double quotes around a whole cell and none in it, but there are others. Correct it.");
    }

    private void keep(int from, int end) {
        cells.add(new Token(Kind.TEXT, text.substring(from, end).strip(), line, from + 1));
        at = end;
    }
}
