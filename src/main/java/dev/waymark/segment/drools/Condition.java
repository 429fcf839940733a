package dev.waymark.segment.drools;

import java.util.List;

/** One part of a rule's {@code when}, after it was found to be within the grammar. */
sealed interface Condition {

    /** In how many alternative ways the condition can hold; Drools compiles each into a rule of its own. */
    long alternatives();

    /** A fact and what is asked of it. */
    record Pattern(FactType fact, List<Expression> constraints, int line) implements Condition {

        @Override
        public long alternatives() {
            return 1;
        }
    }

    /** {@code not} or {@code exists} before a fact. */
    record Quantified(String quantifier, Pattern pattern) implements Condition {

        @Override
        public long alternatives() {
            return 1;
        }
    }

    record AllOf(List<Condition> parts) implements Condition {

        @Override
        public long alternatives() {
            return parts.stream().mapToLong(Condition::alternatives).reduce(1, Condition::cappedProduct);
        }
    }

    record AnyOf(List<Condition> parts) implements Condition {

        @Override
        public long alternatives() {
            return parts.stream().mapToLong(Condition::alternatives).sum();
        }
    }

    private static long cappedProduct(long a, long b) {
        return Math.min(a * b, Integer.MAX_VALUE);
    }
}
