package dev.waymark.journey.model;

/**
 * A step that sends a message, known beforehand so that people who allow none of them are not enrolled.
 *
 * @param topic key of what it is about
 * @param channel key of the road it takes
 */
public record SendStep(String elementId, String topic, String channel) {}
