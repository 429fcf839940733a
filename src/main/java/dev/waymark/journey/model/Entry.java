package dev.waymark.journey.model;

import dev.waymark.event.EventMatch;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Who enters a journey and how often, because an enrolment is decided before the engine starts anything. Where none of
 * segment, event and schedule is named, only a request enrols.
 *
 * @param segment whose new members are enrolled, or null
 * @param event that enrols whoever did it, or null
 * @param schedule by which the members of a segment are enrolled, or null
 * @param period for {@link ReEntry#PERIODIC}: how long after an enrolment the next may begin; else null
 * @param holdout percent of people who are left out on purpose, to know what the journey achieves
 */
public record Entry(
        @Nullable String segment,
        @Nullable EventMatch event,
        @Nullable EntrySchedule schedule,
        ReEntry reEntry,
        @Nullable Duration period,
        double holdout) {}
