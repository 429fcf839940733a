package dev.waymark.console;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** How times and names are written on pages. */
final class Texts {

    private Texts() {}

    /** RFC 3339; the page's script shows it in the reader's own zone. */
    static String time(Instant time) {
        return time.truncatedTo(ChronoUnit.SECONDS).toString();
    }

    static @Nullable String timeOrNull(@Nullable Instant time) {
        return time == null ? null : time(time);
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
        return constant.toLowerCase(Locale.ROOT).replace('_', ' ').replace('-', ' ');
    }

    /** Nested facts as lines: {@code Signed Up count} and its value. */
    static Map<String, String> lines(Map<String, Object> facts) {
        var lines = new TreeMap<String, String>();
        facts.forEach((name, value) -> {
            if (value instanceof Map<?, ?> nested) {
                nested.forEach((inner, innerValue) -> put(lines, Objects.toString(inner), innerValue));
            } else {
                lines.put(name, Objects.toString(value));
            }
        });
        return lines;
    }

    private static void put(Map<String, String> lines, String name, Object value) {
        if (value instanceof Map<?, ?> nested) {
            nested.forEach((inner, innerValue) -> lines.put(name + " " + inner, Objects.toString(innerValue)));
        } else {
            lines.put(name, Objects.toString(value));
        }
    }

    static String pairs(Map<String, Object> details) {
        return details.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .map(entry -> entry.getKey() + " " + entry.getValue())
                .collect(Collectors.joining(", "));
    }
}
