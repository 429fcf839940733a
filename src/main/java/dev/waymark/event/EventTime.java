package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * When an event happened. A source's clock may be wrong, so the time is {@code receivedAt - (sentAt - timestamp)}
 * where the source says when it sent it, and never after {@code receivedAt}.
 */
final class EventTime {

    private static final Instant END_OF_HISTORY = Instant.parse("+10000-01-01T00:00:00Z");
    private static final int SECONDS_END = "2026-11-22T09:00:00".length();
    private static final int NANO_DIGITS = 9;

    private EventTime() {}

    static Instant of(@Nullable JsonNode timestamp, @Nullable String sentAt, Instant received) throws UnsoundEvent {
        if (timestamp == null || timestamp.isNull()) {
            return received;
        }
        var said = parse("timestamp", timestamp.asText());
        if (sentAt == null) {
            return earlier(said, received);
        }
        var occurred = received.minus(Duration.between(said, parse("sentAt", sentAt)));
        if (!isInHistory(occurred)) {
            throw new UnsoundEvent("Expected timestamp to lie between 1970 and 9999, but with sentAt it does not.");
        }
        return earlier(occurred, received);
    }

    /** A clock that is ahead must not put an event where no rule looks yet. */
    private static Instant earlier(Instant occurred, Instant received) {
        return occurred.isAfter(received) ? received : occurred;
    }

    private static Instant parse(String field, String text) throws UnsoundEvent {
        try {
            var time = isPlain(text) ? plain(text) : OffsetDateTime.parse(text).toInstant();
            if (!isInHistory(time)) {
                throw new UnsoundEvent("Expected " + field + " to lie between 1970 and 9999, but it does not.");
            }
            return time;
        } catch (DateTimeException unreadable) {
            throw new UnsoundEvent("Expected " + field + " to be a time such as 2026-11-22T09:00:00Z, but it is not.");
        }
    }

    private static boolean isInHistory(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_HISTORY);
    }

    /** The form every SDK sends, {@code 2026-11-22T09:00:00.123Z}, which a formatter takes 20 times as long to read. */
    private static boolean isPlain(String text) {
        var end = text.length() - 1;
        return end >= SECONDS_END
                && end <= SECONDS_END + 1 + NANO_DIGITS
                && end != SECONDS_END + 1
                && text.charAt(end) == 'Z'
                && matches(text, end);
    }

    private static boolean matches(String text, int end) {
        for (int i = 0; i < end; i++) {
            var wanted = i < SECONDS_END ? "0000-00-00T00:00:00".charAt(i) : i == SECONDS_END ? '.' : '0';
            var found = text.charAt(i);
            if (wanted == '0' ? found < '0' || found > '9' : found != wanted) {
                return false;
            }
        }
        return true;
    }

    private static Instant plain(String text) {
        return LocalDateTime.of(
                        number(text, 0, 4),
                        number(text, 5, 7),
                        number(text, 8, 10),
                        number(text, 11, 13),
                        number(text, 14, 16),
                        number(text, 17, 19),
                        nanos(text))
                .toInstant(ZoneOffset.UTC);
    }

    private static int nanos(String text) {
        var end = text.length() - 1;
        if (end == SECONDS_END) {
            return 0;
        }
        var nanos = number(text, SECONDS_END + 1, end);
        for (int digits = end - SECONDS_END - 1; digits < NANO_DIGITS; digits++) {
            nanos *= 10;
        }
        return nanos;
    }

    private static int number(String text, int from, int to) {
        return Integer.parseInt(text, from, to, 10);
    }
}
