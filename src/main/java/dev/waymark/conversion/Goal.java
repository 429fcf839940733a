package dev.waymark.conversion;

/**
 * The event that shows that a journey did its work; defined before the journey starts.
 *
 * @param key kebab-case
 * @param title for people
 * @param event name of the event that reaches it
 */
public record Goal(String key, String title, String event) {}
