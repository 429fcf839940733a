package dev.waymark.conversion;

import dev.waymark.event.EventMatch;

/**
 * The event that shows that a journey did its work; defined before the journey starts.
 *
 * @param key kebab-case
 * @param title for people
 * @param match the events that reach it
 */
public record Goal(String key, String title, EventMatch match) {}
