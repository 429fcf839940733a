package dev.waymark.segment.drools;

import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.drools.Clause.All;
import dev.waymark.segment.drools.Clause.Any;
import dev.waymark.segment.drools.Clause.Leaf;
import dev.waymark.segment.drools.Clause.Not;
import dev.waymark.segment.drools.Expression.Call;
import dev.waymark.segment.drools.Expression.Comparison;
import dev.waymark.segment.drools.Expression.Literal;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Whether a clause holds for somebody: the same answer as Drools gives, which a test of both holds equal. */
final class Truth {

    private Truth() {}

    /** Whoever answers questions: the facts of a person, or somebody who supposes. */
    interface Answering {

        @Nullable
        Object to(Call call);
    }

    static boolean holds(Clause clause, ProfileFacts facts) {
        return holds(clause, new Answers(facts));
    }

    static boolean holds(Clause clause, Answering answers) {
        return switch (clause) {
            case Leaf leaf -> holds(leaf, answers);
            case All(var parts) -> {
                for (var part : parts) {
                    if (!holds(part, answers)) {
                        yield false;
                    }
                }
                yield true;
            }
            case Any(var parts) -> {
                for (var part : parts) {
                    if (holds(part, answers)) {
                        yield true;
                    }
                }
                yield false;
            }
            case Not(var negated) -> !holds(negated, answers);
        };
    }

    private static boolean holds(Leaf leaf, Answering answers) {
        return leaf.expression() instanceof Comparison(var left, var sign, var right)
                ? holds(answers.to(left), sign, value(right, answers))
                : Boolean.TRUE.equals(value(leaf.expression(), answers));
    }

    /** What a side of a comparison comes to. */
    static @Nullable Object value(Expression side, Answering answers) {
        return switch (side) {
            case Literal literal -> literal.value();
            case Call call -> answers.to(call);
            default -> throw new IllegalStateException("The grammar compares questions and literals only: " + side);
        };
    }

    /** No answer is equal to nothing but no answer, and has no order. */
    static boolean holds(@Nullable Object left, String sign, @Nullable Object right) {
        return switch (sign) {
            case "==" -> isEqual(left, right);
            case "!=" -> !isEqual(left, right);
            default -> left instanceof Number one && right instanceof Number other && isInOrder(one, sign, other);
        };
    }

    private static boolean isEqual(@Nullable Object left, @Nullable Object right) {
        return left instanceof Number one && right instanceof Number other
                ? one.doubleValue() == other.doubleValue()
                : Objects.equals(left, right);
    }

    private static boolean isInOrder(Number left, String sign, Number right) {
        var one = left.doubleValue();
        var other = right.doubleValue();
        return switch (sign) {
            case "<" -> one < other;
            case "<=" -> one <= other;
            case ">" -> one > other;
            case ">=" -> one >= other;
            default -> throw new IllegalStateException("The grammar has no comparison " + sign);
        };
    }
}
