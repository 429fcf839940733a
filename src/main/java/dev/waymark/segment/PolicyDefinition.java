package dev.waymark.segment;

/**
 * What a rule file says about its policy, which proposes what to do with a profile when somebody asks.
 *
 * @param file path of the rule file, relative to the definitions root
 */
public record PolicyDefinition(String key, String title, String owner, String file, String description) {}
