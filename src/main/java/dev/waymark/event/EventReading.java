package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.support.Ids;
import jakarta.inject.Singleton;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of Segment's HTTP tracking API and says in a sentence what is wrong with it. Thread-safe; uses no
 * database.
 *
 * <p>Start with {@link EventJson} for what is read at all, {@link IdentityReading} for whom it is about, and
 * {@link EventTime} for when it happened.
 */
@Singleton
public class EventReading {

    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "group", "alias");

    private final IdentityReading identities;
    private final Ids ids;
    private final Clock clock;

    EventReading(IdentityReading identities, Ids ids, Clock clock) {
        this.identities = identities;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * Reads one event from its bytes.
     *
     * @param type of the path it came by, or null where the event says its own
     * @param sentAt of the batch around it, or null
     */
    public IncomingEvent read(byte[] event, @Nullable String type, @Nullable String sentAt) throws UnsoundEvent {
        return read(EventJson.read(event), type, sentAt);
    }

    IncomingEvent read(ObjectNode event, @Nullable String type, @Nullable String sentAt) throws UnsoundEvent {
        var kind = type != null ? type : Fields.text(event, "type");
        if (kind == null || !TYPES.contains(kind)) {
            throw new UnsoundEvent(
                    "Expected type to be one of track, identify, page, screen, group, alias, but it is not.");
        }
        var traits = Fields.object(event, "traits");
        var context = Fields.object(event, "context");
        var who = identities.read(event, kind.equals("identify") ? traits : null, context);
        if (who.isEmpty()) {
            throw new UnsoundEvent("Expected a userId or an anonymousId, but both are missing.");
        }
        var messageId = Fields.text(event, "messageId");
        return new IncomingEvent(
                messageId == null ? ids.next().toString() : messageId,
                kind,
                nameOf(event, kind),
                who,
                kind.equals("alias") ? previousOf(event) : null,
                properties(event, kind, traits),
                context,
                EventTime.of(
                        event.get("timestamp"), sentAt != null ? sentAt : said(event.get("sentAt")), clock.instant()),
                PayloadDigest.of(event));
    }

    private static @Nullable String said(@Nullable JsonNode sentAt) {
        return sentAt == null || sentAt.isNull() ? null : sentAt.asText();
    }

    private static @Nullable String nameOf(ObjectNode event, String kind) throws UnsoundEvent {
        return switch (kind) {
            case "track" ->
                Fields.needed(event, "event", "Expected a track call to name its event, but event is missing.");
            case "page", "screen" -> Fields.text(event, "name");
            default -> null;
        };
    }

    private static String previousOf(ObjectNode alias) throws UnsoundEvent {
        Fields.needed(alias, "userId", "Expected an alias call to name the new id, but userId is missing.");
        return Fields.needed(
                alias, "previousId", "Expected an alias call to name the former id, but previousId is missing.");
    }

    private static ObjectNode properties(ObjectNode event, String kind, @Nullable ObjectNode traits)
            throws UnsoundEvent {
        var properties = orNew(Fields.object(event, "properties"));
        return switch (kind) {
            case "identify" -> orNew(traits);
            case "group" -> groupTraits(event, orNew(traits));
            case "page", "screen" -> withCategory(event, properties);
            default -> properties;
        };
    }

    private static ObjectNode orNew(@Nullable ObjectNode object) {
        return object == null ? JsonNodeFactory.instance.objectNode() : object;
    }

    /** The group's traits and its id under one roof; traits that call another id theirs would hide one of the two. */
    private static ObjectNode groupTraits(ObjectNode event, ObjectNode traits) throws UnsoundEvent {
        var groupId =
                Fields.needed(event, "groupId", "Expected a group call to name its group, but groupId is missing.");
        var ofTraits = traits.get("groupId");
        if (ofTraits != null && !ofTraits.asText().equals(groupId)) {
            throw new UnsoundEvent("Expected groupId of the traits to be the one of the call, but it is another one.");
        }
        return traits.deepCopy().put("groupId", groupId);
    }

    private static ObjectNode withCategory(ObjectNode event, ObjectNode properties) throws UnsoundEvent {
        var category = Fields.text(event, "category");
        return category == null || properties.has("category")
                ? properties
                : properties.deepCopy().put("category", category);
    }
}
