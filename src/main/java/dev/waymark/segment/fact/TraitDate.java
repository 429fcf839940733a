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
                            ? date(text)
                            : OffsetDateTime.parse(text)
                                    .atZoneSameInstant(ZoneOffset.UTC)
                                    .toLocalDate());
        } catch (DateTimeException noDate) {
            return Optional.empty();
        }
    }

    /** As {@link LocalDate#parse} reads it, without what that makes to do so: birthdays are asked of everybody. */
    private static LocalDate date(String text) {
        if (text.charAt(4) != '-' || text.charAt(7) != '-') {
            throw new DateTimeException(text);
        }
        return LocalDate.of(number(text, 0, 4), number(text, 5, 7), number(text, 8, 10));
    }

    private static int number(String text, int from, int to) {
        int number = 0;
        for (int at = from; at < to; at++) {
            var digit = text.charAt(at) - '0';
            if (digit < 0 || digit > 9) {
                throw new DateTimeException(text);
            }
            number = 10 * number + digit;
        }
        return number;
    }
}
