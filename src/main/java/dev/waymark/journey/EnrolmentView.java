package dev.waymark.journey;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * An enrolment as others see it.
 *
 * @param userId the id the site gave the person, null while anonymous
 * @param outcome kebab-case name of the end that was reached, null before
 * @param enteredBy {@code segment:<key>} or {@code api}
 * @param membership id of the membership that caused it, null when started by REST
 * @param instance key of the process instance that has the claim, null before
 */
public record EnrolmentView(
        UUID id,
        String journey,
        int version,
        UUID profileId,
        @Nullable String userId,
        EnrolmentStatus status,
        @Nullable String outcome,
        String enteredBy,
        @Nullable Long membership,
        @Nullable Long instance,
        Instant enrolledAt,
        @Nullable Instant endedAt) {}
