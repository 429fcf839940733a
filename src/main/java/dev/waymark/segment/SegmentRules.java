package dev.waymark.segment;

import java.time.Instant;
import java.util.Optional;

/**
 * The rules of one segment, compiled by themselves: an event costs only the segments that look at it, and one that goes
 * wrong takes no other with it.
 *
 * <p>Thread-safe and immutable.
 */
public interface SegmentRules {

    String segment();

    /** What these rules ask about. */
    Asked asked();

    /** Why the profile belongs to the segment, by the first rule that holds; empty if it does not. */
    Optional<Decision> evaluate(ProfileFacts facts);

    /**
     * The earliest moment after {@code facts.now()} at which the answer may be another without any event; empty if time
     * alone cannot change it. Never too late; too early costs an evaluation.
     */
    Optional<Instant> nextChange(ProfileFacts facts);
}
