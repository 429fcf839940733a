package dev.waymark.journey.model;

import java.util.List;

/**
 * A step that sends a message, known beforehand so that people who allow none of them are not enrolled.
 *
 * @param topic key of what it is about
 * @param channels keys of the roads it may take, the preferred first
 */
public record SendStep(String elementId, String topic, List<String> channels) {

    public SendStep {
        channels = List.copyOf(channels);
    }
}
