package dev.waymark.support;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** A part of the day in which somebody wants to be called. */
public enum DayWindow {
    ANY(LocalTime.MIN, LocalTime.MAX),
    MORNING(LocalTime.of(9, 0), LocalTime.of(12, 0)),
    NOON(LocalTime.of(12, 0), LocalTime.of(14, 0)),
    AFTERNOON(LocalTime.of(14, 0), LocalTime.of(18, 0)),
    EVENING(LocalTime.of(18, 0), LocalTime.of(20, 0));

    private final LocalTime from;
    private final LocalTime to;

    DayWindow(LocalTime from, LocalTime to) {
        this.from = from;
        this.to = to;
    }

    /** As a site or a form sends it, whatever the case. */
    public static Optional<DayWindow> named(String word) {
        return Arrays.stream(values())
                .filter(window -> window.name()
                        .toLowerCase(Locale.ROOT)
                        .equals(word.strip().toLowerCase(Locale.ROOT)))
                .findFirst();
    }

    /** Now if the window is open in this zone, else when it opens next. */
    public Instant opens(Instant now, ZoneId zone) {
        var local = now.atZone(zone).toLocalTime();
        return this == ANY || !local.isBefore(from) && local.isBefore(to) ? now : next(from, now, zone);
    }

    /**
     * The next moment after {@code now} at which clocks in this zone show the time. Where clocks are put forward over
     * it, it is as much later; where they are put back and show it twice, it is the first.
     */
    public static Instant next(LocalTime time, Instant now, ZoneId zone) {
        var today = now.atZone(zone).toLocalDate();
        var moment = today.atTime(time).atZone(zone).toInstant();
        return moment.isAfter(now)
                ? moment
                : today.plusDays(1).atTime(time).atZone(zone).toInstant();
    }
}
