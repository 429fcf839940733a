package dev.waymark.event;

import dev.waymark.profile.Identity;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One event as sent, read and found sound, not yet stored. */
record IncomingEvent(
        String messageId,
        String type,
        @Nullable String name,
        @Nullable Identity user,
        @Nullable Identity anonymous,
        Map<String, Object> traits,
        Map<String, Object> properties,
        Instant occurredAt,
        String digest) {}
