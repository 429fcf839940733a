package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Token.Kind;
import java.util.List;

/** A place in a list of tokens, with the steps a reader of a grammar takes. */
final class TokenCursor {

    private final List<Token> tokens;
    private int at;

    TokenCursor(List<Token> tokens) {
        this.tokens = tokens;
    }

    Token current() {
        return tokens.get(at);
    }

    Token next() {
        return tokens.get(Math.min(at + 1, tokens.size() - 1));
    }

    boolean isAtEnd() {
        return current().kind() == Kind.END;
    }

    Token take() {
        var taken = current();
        at = Math.min(at + 1, tokens.size() - 1);
        return taken;
    }

    boolean takeIf(String wordOrSign) {
        var found = current().is(wordOrSign);
        if (found) {
            take();
        }
        return found;
    }

    Token take(String wordOrSign, String toDo) {
        if (!current().is(wordOrSign)) {
            throw refusal("`" + wordOrSign + "`", toDo);
        }
        return take();
    }

    Token takeText(String what, String toDo) {
        if (current().kind() != Kind.TEXT) {
            throw refusal(what + " in double quotes", toDo);
        }
        return take();
    }

    SyntaxRefusal refusal(String expected, String toDo) {
        return new SyntaxRefusal(
                current(), "Expected " + expected + ", but found " + current().quoted() + ". " + toDo);
    }
}
