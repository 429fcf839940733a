package dev.waymark.journey.model;

import java.util.Set;

/** Every key a journey may refer to, so that a typing mistake is found before a person meets it. */
public record KnownKeys(
        Set<String> segments, Set<String> templates, Set<String> goals, Set<String> channels, Set<String> jobTypes) {

    public KnownKeys {
        segments = Set.copyOf(segments);
        templates = Set.copyOf(templates);
        goals = Set.copyOf(goals);
        channels = Set.copyOf(channels);
        jobTypes = Set.copyOf(jobTypes);
    }
}
