package dev.waymark.segment;

import java.time.Instant;
import java.util.Optional;

/**
 * The rules of one file that either hold for a profile or do not, compiled by themselves: an event costs only the files
 * that look at it, and one that goes wrong takes no other with it.
 *
 * <p>Thread-safe and immutable.
 *
 * @param <D> what is said of a profile for which one of them holds
 */
public interface StandingRules<D> {

    /** Of the segment or signal. */
    String key();

    /** What these rules ask about. */
    Asked asked();

    /** By the first rule that holds; empty if none does. */
    Optional<D> evaluate(ProfileFacts facts);

    /**
     * The earliest moment after {@code facts.now()} at which the answer may be another without any event; empty if time
     * alone cannot change it. Never too late; too early costs an evaluation.
     */
    Optional<Instant> nextChange(ProfileFacts facts);
}
