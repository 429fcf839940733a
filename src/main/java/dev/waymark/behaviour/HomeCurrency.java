package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The currency in which values are told, and what others are worth in it. Immutable. */
record HomeCurrency(String code, Map<String, BigDecimal> rates) {

    HomeCurrency {
        code = code.toUpperCase(Locale.ROOT);
        rates = rates.entrySet().stream()
                .collect(Collectors.toUnmodifiableMap(
                        rate -> rate.getKey().toUpperCase(Locale.ROOT), Map.Entry::getValue));
    }

    static HomeCurrency of(BehaviourSettings settings) {
        return new HomeCurrency(settings.currency(), settings.rates());
    }

    /** All that have a rate, the home currency and the unnamed one among them. */
    List<String> currencies() {
        return Stream.concat(Stream.of("", code), rates.keySet().stream())
                .distinct()
                .sorted()
                .toList();
    }

    /** What one unit is worth; empty if nobody said. */
    Optional<BigDecimal> rate(String currency) {
        return currency.isEmpty() || currency.equals(code)
                ? Optional.of(BigDecimal.ONE)
                : Optional.ofNullable(rates.get(currency));
    }
}
