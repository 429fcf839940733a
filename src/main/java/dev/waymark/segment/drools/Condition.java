package dev.waymark.segment.drools;

import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** One part of a rule's {@code when}, after it was found to be within the grammar. */
sealed interface Condition {

    /** In how many alternative ways the condition can hold; Drools compiles each into a rule of its own. */
    long alternatives();

    /** How many facts Drools joins for it: in each alternative way those that stand in it. */
    long joins();

    /** The facts it names. */
    Set<FactType> facts();

    /** A fact and what is asked of it. */
    record Pattern(FactType fact, List<Expression> constraints, int line) implements Condition {

        @Override
        public long alternatives() {
            return 1;
        }

        @Override
        public long joins() {
            return 1;
        }

        @Override
        public Set<FactType> facts() {
            return Set.of(fact);
        }
    }

    /** {@code not} or {@code exists} before a fact. */
    record Quantified(String quantifier, Pattern pattern) implements Condition {

        @Override
        public long alternatives() {
            return 1;
        }

        @Override
        public long joins() {
            return 1;
        }

        @Override
        public Set<FactType> facts() {
            return pattern.facts();
        }
    }

    record AllOf(List<Condition> parts) implements Condition {

        @Override
        public long alternatives() {
            return parts.stream().mapToLong(Condition::alternatives).reduce(1, Condition::cappedProduct);
        }

        /** Each way of a part goes with every way of the others. */
        @Override
        public long joins() {
            var ways = alternatives();
            return parts.stream()
                    .mapToLong(part -> cappedProduct(part.joins(), ways / part.alternatives()))
                    .reduce(0, Condition::cappedSum);
        }

        @Override
        public Set<FactType> facts() {
            return factsOf(parts);
        }
    }

    record AnyOf(List<Condition> parts) implements Condition {

        @Override
        public long alternatives() {
            return parts.stream().mapToLong(Condition::alternatives).sum();
        }

        @Override
        public long joins() {
            return parts.stream().mapToLong(Condition::joins).reduce(0, Condition::cappedSum);
        }

        @Override
        public Set<FactType> facts() {
            return factsOf(parts);
        }
    }

    private static Set<FactType> factsOf(List<Condition> parts) {
        return parts.stream().flatMap(part -> part.facts().stream()).collect(Collectors.toSet());
    }

    private static long cappedSum(long a, long b) {
        return Math.min(a + b, Integer.MAX_VALUE);
    }

    private static long cappedProduct(long a, long b) {
        return Math.min(a * b, Integer.MAX_VALUE);
    }
}
