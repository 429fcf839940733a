package dev.waymark.segment.drools;

import java.util.List;

/** What stands between the parentheses of a fact, after it was found to be within the grammar. */
sealed interface Expression {

    record Literal(ValueKind kind, String text) implements Expression {}

    record Call(FactType.Question question, List<Literal> arguments) implements Expression {}

    record Comparison(Call left, String comparison, Expression right) implements Expression {}

    record Negation(Expression negated) implements Expression {}

    /** Terms joined by {@code &&} or {@code ||}. */
    record Joined(String sign, List<Expression> terms) implements Expression {}
}
