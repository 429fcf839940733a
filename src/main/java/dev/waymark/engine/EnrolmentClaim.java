package dev.waymark.engine;

import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Decides which process instance may act for an enrolment: exactly one, whatever was started twice.
 *
 * <p>Creating an instance is not idempotent, so every start is unknown until claimed. The first instance to ask
 * gets the claim; the others are losers and are cancelled. Implemented where enrolments are kept.
 */
public interface EnrolmentClaim {

    /** Claims for one instance; empty when it has lost. In its own transaction. */
    Optional<Claimed> claim(EnrolmentId enrolment, long instance);

    /** Claims for many at once and answers the losers. Joins the caller's transaction. */
    Set<EnrolmentId> claimAll(Map<EnrolmentId, Long> instances);

    /**
     * Ends an instance that has lost. A goal that was told to it by mistake is told to the winner. In its own
     * transaction, or the caller's.
     */
    void lost(EnrolmentId enrolment, long instance);

    /**
     * Whether the enrolment is still to be acted for, and by this instance: another one may have taken its place. Holds
     * that until the caller's transaction ends.
     */
    boolean holdActive(EnrolmentId enrolment, long instance);

    /**
     * How long no step may act for the enrolment, asked of the database at this moment: {@link Claimed#heldFor} is from
     * before the step began. Joins the caller's transaction.
     */
    Duration heldFor(EnrolmentId enrolment);
}
