package dev.waymark.segment;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;

/**
 * Some of a rule set's segments and signals, asked together: an event costs only those that look at it.
 *
 * <p>Thread-safe and immutable.
 */
public interface Concerned {

    /** Keys of the segments. */
    Set<String> segments();

    /** Keys of the signals. */
    Set<String> signals();

    /** What their rules ask about. */
    Asked asked();

    Judgement judge(ProfileFacts facts);

    /**
     * The earliest moment after {@code facts.now()} at which one of the answers may be another without any event; empty
     * if time alone cannot change one. Never too late; too early costs an evaluation.
     */
    Optional<Instant> nextChange(ProfileFacts facts);

    default boolean isNobody() {
        return segments().isEmpty() && signals().isEmpty();
    }
}
