package dev.waymark.segment.fact;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads the day a trait means: a date such as 2026-01-31, or a moment, of which the day in UTC. */
final class TraitDate {

    private static final int LENGTH_OF_DATE = 10;

    private TraitDate() {}

    static Optional<LocalDate> of(@Nullable Object trait) {
        return trait instanceof String text ? parse(text.strip()) : Optional.empty();
    }

    private static Optional<LocalDate> parse(String text) {
        try {
            return Optional.of(
                    text.length() == LENGTH_OF_DATE
                            ? LocalDate.parse(text)
                            : OffsetDateTime.parse(text)
                                    .atZoneSameInstant(ZoneOffset.UTC)
                                    .toLocalDate());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }
}
