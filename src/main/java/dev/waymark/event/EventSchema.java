package dev.waymark.event;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/** How an event is written, for the API's description only: {@link EventReading} reads it. */
@Schema(
        name = "Event",
        description = "A userId, an anonymousId or another identity is needed; so is what the call is about")
record EventSchema(
        @Schema(description = "track, identify, page, screen, group or alias; in a batch only") @Nullable
        String type,

        @Schema(description = "The same id is stored once for each write key; made up if left out") @Nullable
        String messageId,

        @Nullable String userId,
        @Nullable String anonymousId,

        @Schema(description = "track: what happened") @Nullable
        String event,

        @Schema(description = "page, screen") @Nullable String name,

        @Schema(description = "track, page, screen") @Nullable
        Map<String, Object> properties,

        @Schema(description = "identify, group") @Nullable Map<String, Object> traits,
        @Schema(description = "group") @Nullable String groupId,

        @Schema(description = "alias: the id before") @Nullable
        String previousId,

        @Schema(description = "externalIds of the types email, phone and line_id are identities") @Nullable
        Map<String, Object> context,

        @Schema(description = "When it happened; now if left out") @Nullable
        Instant timestamp,

        @Schema(description = "When the source sent it, by its own clock, which this corrects") @Nullable
        Instant sentAt,

        @Schema(description = "Instead of the Basic user name") @Nullable
        String writeKey) {

    /** How a batch is written. */
    @Schema(name = "Batch")
    record Batch(
            List<EventSchema> batch,
            @Nullable Instant sentAt,
            @Nullable String writeKey) {}
}
