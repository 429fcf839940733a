package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The parsed form of an {@link EventCondition}. */
sealed interface ConditionParts {

    boolean holds(JsonNode properties);

    /** Each of them. */
    record All(List<ConditionParts> parts) implements ConditionParts {
        @Override
        public boolean holds(JsonNode properties) {
            return parts.stream().allMatch(part -> part.holds(properties));
        }
    }

    /** At least one of them. */
    record Any(List<ConditionParts> parts) implements ConditionParts {
        @Override
        public boolean holds(JsonNode properties) {
            return parts.stream().anyMatch(part -> part.holds(properties));
        }
    }

    /** The contrary. */
    record Not(ConditionParts part) implements ConditionParts {
        @Override
        public boolean holds(JsonNode properties) {
            return !part.holds(properties);
        }
    }

    /** One property against literals: equal to one of them, or in an order to the only one. */
    record Comparison(List<String> path, Operator operator, List<Object> literals) implements ConditionParts {
        @Override
        public boolean holds(JsonNode properties) {
            return at(properties, path)
                    .anyMatch(value -> literals.stream()
                            .anyMatch(literal -> compare(value, literal)
                                    .filter(operator::allows)
                                    .isPresent()));
        }

        private static Stream<JsonNode> at(JsonNode node, List<String> path) {
            if (node.isArray()) {
                return node.valueStream().flatMap(entry -> at(entry, path));
            }
            if (path.isEmpty()) {
                return Stream.of(node);
            }
            var child = node.get(path.getFirst());
            return child == null ? Stream.empty() : at(child, path.subList(1, path.size()));
        }

        /** Empty where the two cannot be compared. */
        private static Optional<Integer> compare(JsonNode value, Object literal) {
            return switch (literal) {
                case BigDecimal number -> number(value).map(sent -> sent.compareTo(number));
                case Boolean flag ->
                    value.isBoolean() ? Optional.of(Boolean.compare(value.booleanValue(), flag)) : Optional.empty();
                default ->
                    value.isTextual() ? Optional.of(value.textValue().compareTo((String) literal)) : Optional.empty();
            };
        }

        private static Optional<BigDecimal> number(JsonNode value) {
            if (value.isNumber()) {
                return Optional.of(value.decimalValue());
            }
            return value.isTextual() && value.textValue().matches("-?\\d{1,15}(\\.\\d{1,15})?")
                    ? Optional.of(new BigDecimal(value.textValue()))
                    : Optional.empty();
        }
    }

    /** What an order of two values must be. */
    enum Operator {
        EQUAL,
        LESS,
        AT_MOST,
        MORE,
        AT_LEAST;

        boolean allows(int order) {
            return switch (this) {
                case EQUAL -> order == 0;
                case LESS -> order < 0;
                case AT_MOST -> order <= 0;
                case MORE -> order > 0;
                case AT_LEAST -> order >= 0;
            };
        }
    }
}
