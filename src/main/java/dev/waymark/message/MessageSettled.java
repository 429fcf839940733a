package dev.waymark.message;

import dev.waymark.profile.ProfileId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message has reached its end. Fired in the transaction that stores it. */
public record MessageSettled(
        UUID message,
        UUID enrolment,
        ProfileId profile,
        MessageStatus status,
        @Nullable String reason) {}
