package dev.waymark.behaviour;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Optional;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Reads amounts out of events: exact, six decimals, so that adding them up has one result in any order. */
final class Amount {

    static final BigDecimal NONE = BigDecimal.ZERO.setScale(6);

    private static final int DECIMALS = 6;
    private static final BigDecimal LARGEST = new BigDecimal("1e15");
    private static final Pattern NUMBER = Pattern.compile("[+-]?[0-9]{1,16}(\\.[0-9]{1,20})?");

    private Amount() {}

    /** The first of these properties that is a number, or a text that is one, of at most 10^15. */
    static Optional<BigDecimal> in(JsonNode properties, String... names) {
        return Stream.of(names)
                .map(properties::path)
                .flatMap(node -> read(node).stream())
                .findFirst();
    }

    static BigDecimal exact(BigDecimal amount) {
        return amount.setScale(DECIMALS, RoundingMode.HALF_EVEN);
    }

    private static Optional<BigDecimal> read(JsonNode node) {
        if (node.isNumber()) {
            return bounded(node.decimalValue());
        }
        var text = node.isTextual() ? node.asText().strip() : "";
        return NUMBER.matcher(text).matches() ? bounded(new BigDecimal(text)) : Optional.empty();
    }

    /** Looks at the number of digits first: rounding 1e-999999999 would take all memory. */
    private static Optional<BigDecimal> bounded(BigDecimal amount) {
        var digitsBeforePoint = (long) amount.precision() - amount.scale();
        if (digitsBeforePoint < -DECIMALS) {
            return Optional.of(NONE);
        }
        return digitsBeforePoint > 16 || amount.abs().compareTo(LARGEST) > 0
                ? Optional.empty()
                : Optional.of(exact(amount));
    }
}
