package dev.waymark.message;

import dev.waymark.profile.ProfileId;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.annotations.DynamicUpdate;
import org.jspecify.annotations.Nullable;

/** The stored message. Only {@link MessageTable} changes its status. */
// columns are also changed past what is loaded: a code that goes back, an erasure
@Entity
@DynamicUpdate
class Message {

    @Id
    UUID id;

    UUID enrolmentId;
    UUID profileId;
    String journey;
    int journeyVersion;
    String elementId;
    long pass;
    String template;

    @Nullable
    String templateVersion;

    @Nullable
    String locale;

    String channel;

    @Nullable
    String topic;

    int priority;
    boolean limited;

    @Nullable
    Instant heldUntil;

    @Enumerated(EnumType.STRING)
    MessageStatus status;

    @Nullable
    String reason;

    @Nullable
    String code;

    /** What the provider calls it. */
    @Nullable
    String providerId;

    /** Of the address it was sent to, by which that is stopped where it comes back. */
    @Nullable
    String addressDigest;

    /** Targets of its links as they were rendered, where they are followed. */
    String @Nullable [] links;

    /** How often a provider was asked. */
    int tries;

    /** When it was asked first. */
    @Nullable
    Instant triedAt;

    @Nullable
    Instant leasedUntil;

    Instant createdAt;

    @Nullable
    Instant settledAt;

    /** To be told once it has reached its end. */
    MessageSettled settled() {
        return new MessageSettled(id, enrolmentId, new ProfileId(profileId), channel, status, reason);
    }
}
