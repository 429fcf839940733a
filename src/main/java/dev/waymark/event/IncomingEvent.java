package dev.waymark.event;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.profile.Identity;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * One event as sent, read and found sound, not yet stored.
 *
 * @param messageId unique for its source
 * @param name the event's name, null unless type is track, page or screen
 * @param identities who it is about, the strongest first: user, anonymous, e-mail, phone, LINE id
 * @param previous of an alias the id the user had before
 * @param properties as sent; of identify and group the traits
 * @param context as sent, or null
 * @param digest of the payload: tells a repeat from another payload under the same id
 */
public record IncomingEvent(
        String messageId,
        String type,
        @Nullable String name,
        List<Identity> identities,
        @Nullable String previous,
        ObjectNode properties,
        @Nullable ObjectNode context,
        Instant occurredAt,
        String digest) {

    public IncomingEvent {
        identities = List.copyOf(identities);
        // what the database keeps: everybody is told the same moment that is stored
        occurredAt = occurredAt.truncatedTo(ChronoUnit.MICROS);
    }

    /** The identity of this kind, or null. */
    @Nullable
    String identity(String kind) {
        return identities.stream()
                .filter(one -> one.kind().equals(kind))
                .map(Identity::value)
                .findFirst()
                .orElse(null);
    }
}
