package dev.waymark.message;

import dev.waymark.profile.ProfileId;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message has reached its end. Fired in the transaction that stores it; once more where a receipt proves what nobody
 * could say.
 *
 * @param channel its key
 */
public record MessageSettled(
        UUID message,
        UUID enrolment,
        ProfileId profile,
        String channel,
        MessageStatus status,
        @Nullable String reason) {}
