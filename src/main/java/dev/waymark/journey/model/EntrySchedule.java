package dev.waymark.journey.model;

import java.time.DayOfWeek;
import java.time.Duration;
import java.time.LocalTime;
import org.jspecify.annotations.Nullable;

/**
 * When the members of a segment are enrolled again and again, by the clock of each person's own time zone.
 *
 * @param segment whose members are enrolled
 * @param day of the week, or null for every day
 * @param at time of day
 * @param spread over how much time after {@code at} people are enrolled, so that not all are at once
 */
public record EntrySchedule(String segment, @Nullable DayOfWeek day, LocalTime at, Duration spread) {}
