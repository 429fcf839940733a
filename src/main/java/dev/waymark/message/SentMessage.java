package dev.waymark.message;

import dev.waymark.profile.ProfileId;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A message as those see it who hear of it again: whose it is, what it said, where it went.
 *
 * @param topic null of messages older than topics
 * @param triedAt when a provider was asked first; null where none was
 * @param addressDigest of the address it went to; null where it went nowhere or the person was erased
 * @param links the targets of its links, as they were rendered; none where they are not followed
 */
public record SentMessage(
        UUID id,
        ProfileId profile,
        UUID enrolment,
        String journey,
        String elementId,
        String template,
        @Nullable String templateVersion,
        String channel,
        @Nullable String topic,
        Instant createdAt,
        @Nullable Instant triedAt,
        @Nullable Instant acceptedAt,
        @Nullable String addressDigest,
        List<String> links) {}
