package dev.waymark.journey;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The stored enrolment. Only {@link Enrolments} changes one. */
@Entity
@DynamicUpdate
class Enrolment {

    @Id
    UUID id;

    String journey;
    UUID versionId;
    UUID profileId;
    String entryKey;

    @Enumerated(EnumType.STRING)
    EnrolmentStatus status;

    @Nullable
    String outcome;

    String enteredBy;

    @Nullable
    Long membershipId;

    long entrySeq;

    @Nullable
    Long instance;

    boolean moving;

    Instant enrolledAt;
    Instant causedAt;

    @Nullable
    Instant endedAt;
}
