package dev.waymark.segment.drools;

import java.util.List;

/** What stands between the parentheses of a fact, after it was found to be within the grammar. */
sealed interface Expression {

    /** @param value the text, a {@link Double} or a {@link Boolean}: what answers are compared with */
    record Literal(ValueKind kind, String text, Object value) implements Expression {

        Literal(ValueKind kind, String text) {
            this(kind, text, valueOf(kind, text));
        }

        private static Object valueOf(ValueKind kind, String text) {
            return switch (kind) {
                case TEXT -> text;
                case NUMBER -> Double.valueOf(text);
                case FLAG -> Boolean.valueOf(text);
            };
        }
    }

    record Call(FactType.Question question, List<Literal> arguments) implements Expression {}

    record Comparison(Call left, String comparison, Expression right) implements Expression {}

    record Negation(Expression negated) implements Expression {}

    /** Terms joined by {@code &&} or {@code ||}. */
    record Joined(String sign, List<Expression> terms) implements Expression {}
}
