package dev.waymark.segment;

/**
 * What a rule file says about its segment, so that pages and journeys can name it without reading rules.
 *
 * @param file path of the rule file, relative to the definitions root
 */
public record SegmentDefinition(String key, String title, String owner, String file) {}
