package dev.waymark.segment;

import java.time.Instant;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Some of a rule set's segments and signals, asked together: an event costs only those that look at it.
 *
 * <p>Thread-safe. Who is concerned stays the same; who answers does not: a file that takes too long or breaks is
 * quarantined while it is asked, and the others answer.
 */
public interface Concerned {

    /** Keys of the segments, quarantined or not. */
    Set<String> segments();

    /** Keys of the signals, quarantined or not. */
    Set<String> signals();

    /** What their rules ask about. */
    Asked asked();

    Judgement judge(ProfileFacts facts);

    /**
     * The earliest moment after {@code facts.now()} at which one of the answers may be another without any event; empty
     * if time alone cannot change one. Never too late; too early costs an evaluation.
     */
    default Optional<Instant> nextChange(ProfileFacts facts) {
        return nextChange(facts, null);
    }

    /** The same, but only what is before {@code limit} is looked for, which is cheaper the earlier that is. */
    Optional<Instant> nextChange(ProfileFacts facts, @Nullable Instant limit);

    default boolean isNobody() {
        return segments().isEmpty() && signals().isEmpty();
    }
}
