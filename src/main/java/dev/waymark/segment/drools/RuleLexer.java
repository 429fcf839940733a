package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Token.Kind;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Cuts a rule file into tokens. Knows nothing of rules; a sign the grammar has no use for becomes a token like any. */
final class RuleLexer {

    private static final Set<String> LONG_SIGNS = Set.of("&&", "||", "==", "!=", "<=", ">=");

    private final String text;
    private final List<Token> tokens = new ArrayList<>();
    private int at;
    private int line = 1;
    private int lineStart;

    private RuleLexer(String text) {
        this.text = text;
    }

    static List<Token> tokensOf(String text) {
        return new RuleLexer(text).read();
    }

    private List<Token> read() {
        skipBlanksAndComments();
        while (at < text.length()) {
            readToken();
            skipBlanksAndComments();
        }
        tokens.add(new Token(Kind.END, "", line, column()));
        return List.copyOf(tokens);
    }

    private void readToken() {
        var first = text.charAt(at);
        if (first == '"') {
            readText();
        } else if (isDigit(first)) {
            take(Kind.NUMBER, endOfNumber());
        } else if (isLetter(first)) {
            take(Kind.WORD, endOfWord(at));
        } else {
            take(Kind.SIGN, at + lengthOfSign());
        }
    }

    private void readText() {
        var close = text.indexOf('"', at + 1);
        if (close < 0 || text.substring(at, close).indexOf('\n') >= 0) {
            throw new SyntaxRefusal(
                    line,
                    column(),
                    "Expected a text to end with a double quote on its line, but it does not. Add one.");
        }
        tokens.add(new Token(Kind.TEXT, text.substring(at + 1, close), line, column()));
        at = close + 1;
    }

    private void take(Kind kind, int end) {
        tokens.add(new Token(kind, text.substring(at, end), line, column()));
        at = end;
    }

    private int endOfWord(int from) {
        var end = from;
        while (end < text.length() && (isLetter(text.charAt(end)) || isDigit(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private int endOfNumber() {
        var end = endOfWord(at);
        var hasFraction = end + 1 < text.length() && text.charAt(end) == '.' && isDigit(text.charAt(end + 1));
        return hasFraction ? endOfWord(end + 1) : end;
    }

    private int lengthOfSign() {
        if (at + 2 <= text.length() && LONG_SIGNS.contains(text.substring(at, at + 2))) {
            return 2;
        }
        return Character.charCount(text.codePointAt(at));
    }

    private void skipBlanksAndComments() {
        while (at < text.length()) {
            if (Character.isWhitespace(text.charAt(at))) {
                step();
            } else if (text.startsWith("//", at)) {
                skipTo(text.indexOf('\n', at));
            } else if (text.startsWith("/*", at)) {
                skipBlockComment();
            } else {
                return;
            }
        }
    }

    private void skipBlockComment() {
        var close = text.indexOf("*/", at + 2);
        if (close < 0) {
            throw new SyntaxRefusal(line, column(), "Expected a comment to end with `*/`, but it does not. Add it.");
        }
        skipTo(close + 2);
    }

    private void skipTo(int end) {
        var stop = end < 0 ? text.length() : end;
        while (at < stop) {
            step();
        }
    }

    private void step() {
        if (text.charAt(at) == '\n') {
            line++;
            lineStart = at + 1;
        }
        at++;
    }

    private int column() {
        return at - lineStart + 1;
    }

    private static boolean isLetter(char c) {
        return c >= 'a' && c <= 'z' || c >= 'A' && c <= 'Z' || c == '_' || c == '$';
    }

    private static boolean isDigit(char c) {
        return c >= '0' && c <= '9';
    }
}
