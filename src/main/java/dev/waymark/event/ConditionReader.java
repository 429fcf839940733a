package dev.waymark.event;

import dev.waymark.event.ConditionParts.Comparison;
import dev.waymark.event.ConditionParts.Operator;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads the text of an {@link EventCondition} by descent, bounded in length and depth. Used once. */
final class ConditionReader {

    private static final int LONGEST = 500;
    private static final int DEEPEST = 16;

    private static final Pattern TOKEN = Pattern.compile(
            "\\s*+(?:(?<text>\"[^\"\\\\]*+\")|(?<number>-?\\d{1,15}+(?:\\.\\d{1,15}+)?)"
                    + "|(?<word>[\\p{L}_][\\p{L}\\p{N}_$]*+(?:\\.[\\p{L}_][\\p{L}\\p{N}_$]*+)*+)|(?<sign>!=|<=|>=|[=<>(),]))");

    private static final Map<String, Operator> OPERATORS = Map.of(
            "=", Operator.EQUAL,
            "!=", Operator.EQUAL,
            "<", Operator.LESS,
            "<=", Operator.AT_MOST,
            ">", Operator.MORE,
            ">=", Operator.AT_LEAST);

    private final String text;
    private final Matcher tokens;
    private String token = "";
    private Kind kind = Kind.END;
    private int place;
    private int depth;

    private enum Kind {
        TEXT,
        NUMBER,
        WORD,
        SIGN,
        END
    }

    ConditionReader(String text) {
        this.text = text;
        this.tokens = TOKEN.matcher(text);
    }

    ConditionParts read() {
        if (text.isBlank() || text.length() > LONGEST) {
            throw new IllegalArgumentException("Expected a condition of 1 to " + LONGEST
                    + " characters, for example category = \"TV\", but it is shorter or longer.");
        }
        next();
        var read = any();
        if (kind != Kind.END) {
            throw expected("and, or or the end");
        }
        return read;
    }

    private ConditionParts any() {
        var parts = joined("or", this::all);
        return parts.size() == 1 ? parts.getFirst() : new ConditionParts.Any(parts);
    }

    private ConditionParts all() {
        var parts = joined("and", this::one);
        return parts.size() == 1 ? parts.getFirst() : new ConditionParts.All(parts);
    }

    private List<ConditionParts> joined(String word, Supplier<ConditionParts> part) {
        var parts = new ArrayList<ConditionParts>();
        parts.add(part.get());
        while (isWord(word)) {
            next();
            parts.add(part.get());
        }
        return List.copyOf(parts);
    }

    private ConditionParts one() {
        if (isWord("not")) {
            next();
            return new ConditionParts.Not(deeper(this::one));
        }
        if (isSign("(")) {
            next();
            var inner = deeper(this::any);
            take(")");
            return inner;
        }
        return comparison();
    }

    private ConditionParts deeper(Supplier<ConditionParts> part) {
        depth++;
        if (depth > DEEPEST) {
            throw new IllegalArgumentException(
                    "Expected a condition at most " + DEEPEST + " brackets deep, but it is deeper.");
        }
        var read = part.get();
        depth--;
        return read;
    }

    private ConditionParts comparison() {
        if (kind != Kind.WORD || isWord("and") || isWord("or") || isWord("in")) {
            throw expected("the name of a property");
        }
        var path = List.of(token.split("\\."));
        next();
        if (isWord("in")) {
            next();
            return new Comparison(path, Operator.EQUAL, list());
        }
        var operator = kind == Kind.SIGN ? OPERATORS.get(token) : null;
        if (operator == null) {
            throw expected("one of = != < <= > >= in");
        }
        var denied = token.equals("!=");
        next();
        var comparison = new Comparison(path, operator, List.of(literal()));
        return denied ? new ConditionParts.Not(comparison) : comparison;
    }

    private List<Object> list() {
        take("(");
        var literals = new ArrayList<>(List.of(literal()));
        while (isSign(",")) {
            next();
            literals.add(literal());
        }
        take(")");
        return List.copyOf(literals);
    }

    private Object literal() {
        Object literal = switch (kind) {
            case TEXT -> token.substring(1, token.length() - 1);
            case NUMBER -> new BigDecimal(token);
            case WORD -> flag();
            default -> throw expected("a text in quotes, a number, true or false");
        };
        next();
        return literal;
    }

    private Boolean flag() {
        if (isWord("true") || isWord("false")) {
            return Boolean.valueOf(token);
        }
        throw expected("a text in quotes, a number, true or false");
    }

    private void take(String sign) {
        if (!isSign(sign)) {
            throw expected(sign);
        }
        next();
    }

    private boolean isWord(String word) {
        return kind == Kind.WORD && token.equals(word);
    }

    private boolean isSign(String sign) {
        return kind == Kind.SIGN && token.equals(sign);
    }

    private void next() {
        if (text.substring(place).isBlank()) {
            kind = Kind.END;
            token = "the end";
            return;
        }
        if (!tokens.region(place, text.length()).lookingAt()) {
            token = text.substring(place).strip().substring(0, 1);
            throw expected("names, values and comparisons");
        }
        place = tokens.end();
        kind = kindFound();
        token = tokens.group().strip();
    }

    private Kind kindFound() {
        if (tokens.group("text") != null) {
            return Kind.TEXT;
        }
        if (tokens.group("number") != null) {
            return Kind.NUMBER;
        }
        return tokens.group("word") != null ? Kind.WORD : Kind.SIGN;
    }

    private IllegalArgumentException expected(String what) {
        return new IllegalArgumentException(
                "Expected " + what + " in the condition " + text + ", but found " + token + ".");
    }
}
