package dev.waymark.segment;

import java.util.List;

/**
 * One version of the segment rules, compiled and ready to decide.
 *
 * <p>Thread-safe and immutable: a reload makes a new rule set and the old one finishes what it has begun. Holds no
 * resource to close and takes part in no transaction.
 */
public interface RuleSet {

    /** The first 12 hex digits of the SHA-256 over the files' sorted paths and contents. */
    String version();

    List<SegmentDefinition> segments();

    /** What the rules ask about at all. */
    Asked asked();

    /** The segments the profile belongs to, at most one decision each; the first rule of a file wins. */
    List<Decision> evaluate(ProfileFacts facts);
}
