package dev.waymark.consent;

import dev.waymark.profile.ProfileId;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One recorded consent or withdrawal. Never changes.
 *
 * @param profileId for whom it was recorded; may have been merged into another profile since
 * @param wording version of the text the person saw, null if none was said with a withdrawal
 * @param at when the person said it
 * @param recordedAt when we learned it
 * @param actor by whom it came
 */
public record ConsentRecord(
        UUID id,
        UUID profileId,
        String topic,
        ConsentChannel channel,
        boolean given,
        @Nullable String wording,
        @Nullable String language,
        String method,
        Instant at,
        Instant recordedAt,
        String actor,
        Map<String, String> evidence) {

    /** The record that a sound request makes. */
    static ConsentRecord of(UUID id, ProfileId profile, ConsentRequest request, String actor, Instant now) {
        return new ConsentRecord(
                id,
                profile.value(),
                request.topic(),
                ConsentChannel.of(request.channel()).orElseThrow(),
                request.given(),
                request.wording(),
                request.language(),
                request.method(),
                request.at() == null ? now : atDatabasePrecision(request.at().toInstant()),
                now,
                actor,
                request.evidence());
    }

    /** What is answered now is what will be answered later. */
    private static Instant atDatabasePrecision(Instant at) {
        return at.truncatedTo(ChronoUnit.MICROS);
    }
}
