package dev.waymark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.profile.ProfileId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An event was stored. Fired inside the transaction that stores it, under the profile's lock, between
 * {@link IngestOpened} and {@link IngestClosed}: what a listener writes is committed with the event or not at all.
 *
 * @param seq grows with every event stored; per profile it is the order of arrival
 * @param type track, identify, page, screen, group or alias
 * @param name the event's name, null unless type is track, page or screen
 * @param properties as sent; of identify and group the traits; not to be changed
 * @param context as sent, or null; not to be changed
 * @param occurredAt when it happened, by the source's clock corrected for its skew
 */
public record EventIngested(
        long seq,
        ProfileId profile,
        String messageId,
        String type,
        @Nullable String name,
        ObjectNode properties,
        @Nullable ObjectNode context,
        Instant occurredAt) {

    /** The same without a context. */
    public EventIngested(
            long seq,
            ProfileId profile,
            String messageId,
            String type,
            @Nullable String name,
            ObjectNode properties,
            Instant occurredAt) {
        this(seq, profile, messageId, type, name, properties, null, occurredAt);
    }
}
