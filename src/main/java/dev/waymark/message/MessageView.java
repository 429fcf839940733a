package dev.waymark.message;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A message as others see it; bodies and addresses stay inside. */
public record MessageView(
        UUID id,
        String elementId,
        String template,
        @Nullable String templateVersion,
        @Nullable String locale,
        String channel,
        MessageStatus status,
        @Nullable String reason,
        @Nullable String code,
        Instant createdAt,
        @Nullable Instant settledAt) {}
