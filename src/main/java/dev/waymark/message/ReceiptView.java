package dev.waymark.message;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What was heard of a message after it was handed over.
 *
 * @param kind delivered, opened, clicked, bounced, complained, unsubscribed, replied or failed
 * @param happenedAt as whoever told it says, or when it was seen
 * @param isMachine whether a program did it and not the person; such a receipt does not count
 * @param detail a status or a number, or null; nothing of the person
 */
public record ReceiptView(
        String kind,
        Instant happenedAt,
        Instant receivedAt,
        boolean isMachine,
        @Nullable String detail) {}
