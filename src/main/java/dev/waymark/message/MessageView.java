package dev.waymark.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as others see it; bodies and addresses stay inside.
 *
 * @param reason kebab-case: why it was not sent, or is not yet
 * @param heldUntil when quiet hours are over for which it waits
 */
public record MessageView(
        UUID id,
        String elementId,
        String template,
        @Nullable String templateVersion,
        @Nullable String locale,
        String channel,
        @Nullable String topic,
        MessageStatus status,
        @Nullable String reason,
        @Nullable Instant heldUntil,
        @Nullable String code,
        Instant createdAt,
        @Nullable Instant settledAt) {}
