package dev.waymark.message;

import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as others see it; bodies and addresses stay inside.
 *
 * @param reason kebab-case: why it was not sent, or is not yet, or by what it is known that it was
 * @param heldUntil when quiet hours are over for which it waits
 * @param receipts what was heard of it since, the oldest first
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
        @Nullable Instant settledAt,
        List<ReceiptView> receipts) {}
