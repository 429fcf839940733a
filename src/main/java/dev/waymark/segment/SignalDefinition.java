package dev.waymark.segment;

/**
 * What a rule file says about its signal: an event that nobody sends and that rules raise.
 *
 * @param file path of the rule file, relative to the definitions root
 * @param event name of the event that is raised when a rule of the file begins to hold for a profile
 */
public record SignalDefinition(String key, String title, String owner, String file, String description, String event) {}
