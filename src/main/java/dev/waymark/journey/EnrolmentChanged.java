package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.profile.ProfileId;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment was started, claimed, completed or cancelled. Fired in the transaction that stores the change.
 *
 * @param actor {@code rules}, {@code api} or {@code engine}
 * @param outcome kebab-case name of the end that was reached, once completed
 */
public record EnrolmentChanged(
        EnrolmentId enrolment,
        ProfileId profile,
        String journey,
        EnrolmentStatus status,
        @Nullable String outcome,
        String actor) {}
