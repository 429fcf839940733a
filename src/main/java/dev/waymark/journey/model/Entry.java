package dev.waymark.journey.model;

import org.jspecify.annotations.Nullable;

/**
 * Who enters a journey and how often, because an enrolment is decided before the engine starts anything.
 *
 * @param segment whose new members are enrolled, or null where only a request enrols
 */
public record Entry(@Nullable String segment, ReEntry reEntry) {}
