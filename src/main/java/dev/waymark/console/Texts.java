package dev.waymark.console;

import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How times, shares and names are written on pages. */
final class Texts {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("d MMM uuuu HH:mm:ss", Locale.ENGLISH).withZone(ZoneOffset.UTC);

    private Texts() {}

    static String time(Instant time) {
        return TIME.format(time) + " UTC";
    }

    static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : time(time);
    }

    static String share(double share) {
        return String.format(Locale.ENGLISH, "%.0f %%", share * 100);
    }

    /** For example {@code 8 d 3 h}; empty for nothing. */
    static String span(Duration span) {
        if (span.isZero()) {
            return "";
        }
        var days = span.toDays() == 0 ? "" : span.toDays() + " d ";
        var hours = span.toHoursPart() == 0 ? "" : span.toHoursPart() + " h ";
        var minutes = span.toMinutesPart() == 0 ? "" : span.toMinutesPart() + " min";
        return (days + hours + minutes).strip();
    }

    /** {@code EVENT_BASED_GATEWAY} as {@code event based gateway}. */
    static String words(String constant) {
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ');
    }

    static String pairs(Map<String, Object> details) {
        return details.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
