package dev.waymark.engine;

import java.time.Duration;
import java.time.Instant;
import java.util.UUID;

/**
 * What a step may know of the enrolment it acts for, once the claim has been won.
 *
 * @param profile id of the profile
 * @param journey key of the journey
 * @param version of the journey this enrolment is pinned to
 * @param priority of the journey, from 1 to 100
 * @param causedAt when what caused the entry happened
 * @param heldFor how long no step of it may act: zero unless the journey is paused
 */
public record Claimed(
        EnrolmentId enrolment,
        UUID profile,
        String journey,
        int version,
        int priority,
        Instant causedAt,
        Duration heldFor) {

    /** The same, held for another time. */
    public Claimed heldFor(Duration length) {
        return new Claimed(enrolment, profile, journey, version, priority, causedAt, length);
    }
}
