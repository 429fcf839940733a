package dev.waymark.segment;

import org.jspecify.annotations.Nullable;

/**
 * What a rule file says about its segment, so that pages and journeys can name it without reading rules.
 *
 * @param file path of the rule file, relative to the definitions root
 * @param description who is meant, in a sentence; empty if the file does not say
 * @param group of segments of which a profile is in one at most; null if it is in no such group
 */
public record SegmentDefinition(
        String key,
        String title,
        String owner,
        String file,
        String description,
        @Nullable String group) {}
