package dev.waymark.segment.drools;

import dev.waymark.segment.drools.Condition.AllOf;
import dev.waymark.segment.drools.Condition.AnyOf;
import dev.waymark.segment.drools.Condition.Pattern;
import dev.waymark.segment.drools.Condition.Quantified;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import dev.waymark.segment.drools.Expression.Joined;
import dev.waymark.segment.drools.Expression.Literal;
import dev.waymark.segment.drools.Expression.Negation;
import java.util.List;
import java.util.stream.Stream;

/**
 * A rule's {@code when} as plain logic: what can be said of an answer, joined by and, or, not.
 *
 * <p>Every evaluation has one fact of each type, so that {@code Profile( a ) and Profile( b )} is {@code a && b}, and
 * {@code not Profile( a )} is {@code !a}. Everything that reads rules without running them reads this form.
 */
sealed interface Clause {

    /** As it stands in a rule, but for the fact, which is named with each question. */
    String text();

    /** A question answered by yes or no, or an answer compared. */
    record Leaf(Expression expression) implements Clause {

        @Override
        public String text() {
            return expression instanceof Comparison(var left, var sign, var right)
                    ? named(left) + ' ' + sign + ' ' + named(right)
                    : named(expression);
        }

        /** The questions it puts, one or two. */
        Stream<Call> calls() {
            return switch (expression) {
                case Call call -> Stream.of(call);
                case Comparison(var left, var sign, Call right) -> Stream.of(left, right);
                case Comparison(var left, var sign, var right) -> Stream.of(left);
                default -> Stream.empty();
            };
        }
    }

    record All(List<Clause> parts) implements Clause {

        @Override
        public String text() {
            return joined(" && ", parts);
        }
    }

    record Any(List<Clause> parts) implements Clause {

        @Override
        public String text() {
            return joined(" || ", parts);
        }
    }

    record Not(Clause negated) implements Clause {

        @Override
        public String text() {
            return "!( " + negated.text() + " )";
        }
    }

    /** Every question with its arguments, as often as it is put. */
    default Stream<Call> allCalls() {
        return leaves().flatMap(Leaf::calls);
    }

    default Stream<Leaf> leaves() {
        return switch (this) {
            case Leaf leaf -> Stream.of(leaf);
            case All(var parts) -> parts.stream().flatMap(Clause::leaves);
            case Any(var parts) -> parts.stream().flatMap(Clause::leaves);
            case Not(var negated) -> negated.leaves();
        };
    }

    static Clause of(Condition condition) {
        return switch (condition) {
            case Pattern pattern -> ofConstraints(pattern);
            case Quantified(var quantifier, var pattern) ->
                quantifier.equals("not") ? new Not(ofConstraints(pattern)) : ofConstraints(pattern);
            case AllOf(var parts) -> all(parts.stream().map(Clause::of));
            case AnyOf(var parts) -> any(parts.stream().map(Clause::of));
        };
    }

    private static Clause ofConstraints(Pattern pattern) {
        return all(pattern.constraints().stream().map(Clause::of));
    }

    private static Clause of(Expression expression) {
        return switch (expression) {
            case Negation(var negated) -> new Not(of(negated));
            case Joined(var sign, var terms) ->
                sign.equals("&&")
                        ? all(terms.stream().map(Clause::of))
                        : any(terms.stream().map(Clause::of));
            case Call call -> new Leaf(call);
            case Comparison comparison -> new Leaf(comparison);
            case Literal literal -> throw new IllegalStateException("The grammar has no literal by itself: " + literal);
        };
    }

    private static Clause all(Stream<Clause> clauses) {
        var parts = clauses.flatMap(part -> part instanceof All(var inner) ? inner.stream() : Stream.of(part))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new All(parts);
    }

    private static Clause any(Stream<Clause> clauses) {
        var parts = clauses.flatMap(part -> part instanceof Any(var inner) ? inner.stream() : Stream.of(part))
                .toList();
        return parts.size() == 1 ? parts.getFirst() : new Any(parts);
    }

    private static String named(Expression side) {
        return side instanceof Call call ? DrlPrinter.named(call) : DrlPrinter.text(side);
    }

    private static String joined(String sign, List<Clause> parts) {
        return String.join(
                sign,
                parts.stream()
                        .map(part ->
                                part instanceof Leaf || part instanceof Not ? part.text() : "( " + part.text() + " )")
                        .toList());
    }
}
