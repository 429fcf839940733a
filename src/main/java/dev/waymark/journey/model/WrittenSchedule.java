package dev.waymark.journey.model;

import dev.waymark.support.WrittenDuration;
import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import java.util.Locale;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * When a schedule enrols, as a journey writes it: {@code daily 09:00} or {@code weekly monday 09:00}.
 *
 * @param day null for every day
 */
record WrittenSchedule(@Nullable DayOfWeek day, LocalTime at) {

    private static final Pattern WRITTEN = Pattern.compile("(?:daily|weekly\\s+(?<day>"
            + "monday|tuesday|wednesday|thursday|friday|saturday|sunday))\\s+(?<at>(?:[01]\\d|2[0-3]):[0-5]\\d)");
    private static final Duration WIDEST = Duration.ofHours(12);

    static Optional<WrittenSchedule> of(String text) {
        var found = WRITTEN.matcher(text.strip().toLowerCase(Locale.ROOT));
        return found.matches()
                ? Optional.of(new WrittenSchedule(day(found.group("day")), LocalTime.parse(found.group("at"))))
                : Optional.empty();
    }

    /** Over how much time people are enrolled, at most half a day. */
    static Optional<Duration> spread(String text) {
        return text.equals("PT0S")
                ? Optional.of(Duration.ZERO)
                : WrittenDuration.of(text).filter(spread -> spread.compareTo(WIDEST) <= 0);
    }

    private static @Nullable DayOfWeek day(@Nullable String word) {
        return word == null ? null : DayOfWeek.valueOf(word.toUpperCase(Locale.ROOT));
    }
}
