package dev.waymark.segment;

import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.regex.Pattern;

/** Reads a moment as a fixture writes it: 2027-03-01T12:00:00Z, {@code now}, {@code 3 days ago}, {@code in 1 second}. */
final class FixtureMoment {

    private static final Instant FIRST = Instant.parse("1900-01-01T00:00:00Z");
    private static final Instant LAST = Instant.parse("2200-01-01T00:00:00Z");
    private static final Pattern AGO = Pattern.compile("(\\d{1,5}) (second|minute|hour|day)s? ago");
    private static final Pattern AHEAD = Pattern.compile("in (\\d{1,5}) (second|minute|hour|day)s?");

    private FixtureMoment() {}

    static Instant of(String text, Instant now) {
        var ago = AGO.matcher(text);
        if (ago.matches()) {
            return now.minus(duration(ago.group(1), ago.group(2)));
        }
        var ahead = AHEAD.matcher(text);
        if (ahead.matches()) {
            return now.plus(duration(ahead.group(1), ahead.group(2)));
        }
        return text.equals("now") ? now : absolute(text);
    }

    static Instant absolute(String text) {
        try {
            var moment = Instant.parse(text);
            if (!moment.isBefore(FIRST) && moment.isBefore(LAST)) {
                return moment;
            }
        } catch (DateTimeException unreadable) {
            // refused below
        }
        throw new WrongFixture(
                "a moment such as 2027-03-01T12:00:00Z, now, 3 days ago or in 1 second", "found " + text);
    }

    private static Duration duration(String count, String unit) {
        return Duration.of(Long.parseLong(count), ChronoUnit.valueOf(unit.toUpperCase(Locale.ROOT) + "S"));
    }
}
