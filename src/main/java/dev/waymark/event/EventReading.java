package dev.waymark.event;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.waymark.profile.Identity;
import dev.waymark.support.Digest;
import dev.waymark.support.Ids;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.Locale;
import java.util.Objects;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Reads one event of Segment's HTTP tracking API and says in a sentence what is wrong with it.
 *
 * <p>Limits are Segment's: 32 KB an event. A source's clock may be wrong, so the time of an event is
 * {@code receivedAt - (sentAt - timestamp)} where the source says when it sent it, and never after {@code receivedAt}.
 */
@Singleton
public class EventReading {

    static final int MAX_EVENT_BYTES = 32 * 1024;
    private static final int MAX_ID_CHARS = 255;
    private static final Instant END_OF_HISTORY = Instant.parse("+10000-01-01T00:00:00Z");
    private static final Set<String> TYPES = Set.of("track", "identify", "page", "screen", "group", "alias");

    /** The escape of a NUL, which an escaped backslash before {@code u0000} is not. */
    private static final Pattern NUL = Pattern.compile("(?<!\\\\)(?:\\\\\\\\)*\\\\u0000");

    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    EventReading(ObjectMapper json, Ids ids, Clock clock) {
        this.json = json;
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
        try {
            return read(json.readTree(event), type, sentAt == null ? null : TextNode.valueOf(sentAt));
        } catch (IOException unreadable) {
            throw new UnsoundEvent("Expected an event to be JSON, but it is not.");
        }
    }

    /**
     * @param type of the path it came by, or null in a batch, where each event says its own
     * @param sentAt of the batch, or null
     */
    IncomingEvent read(JsonNode node, @Nullable String type, @Nullable JsonNode sentAt) throws UnsoundEvent {
        var canonical = checkedText(node);
        var kind = type != null ? type : text(node, "type");
        if (kind == null || !TYPES.contains(kind)) {
            throw new UnsoundEvent(
                    "Expected type to be one of track, identify, page, screen, group, alias, but it is not.");
        }
        var user = identity(text(node, "userId"), true);
        var anonymous = identity(text(node, "anonymousId"), false);
        if (user == null && anonymous == null) {
            throw new UnsoundEvent("Expected a userId or an anonymousId, but both are missing.");
        }
        var messageId = text(node, "messageId");
        var traits = object(node, "traits");
        var properties = object(node, "properties");
        return new IncomingEvent(
                messageId == null ? ids.next().toString() : messageId,
                kind,
                nameOf(node, kind),
                Stream.of(user, anonymous).filter(Objects::nonNull).toList(),
                null,
                kind.equals("identify") || kind.equals("group") ? traits : properties,
                null,
                occurredAt(node, sentAt != null ? sentAt : node.get("sentAt")),
                Digest.of(canonical));
    }

    private String checkedText(JsonNode node) throws UnsoundEvent {
        if (!node.isObject()) {
            throw new UnsoundEvent("Expected an event to be a JSON object, but it is not.");
        }
        var canonical = write(node);
        if (canonical.getBytes(StandardCharsets.UTF_8).length > MAX_EVENT_BYTES) {
            throw new UnsoundEvent("Expected an event of at most 32 KB, but it is larger.");
        }
        if (NUL.matcher(canonical).find() || hasLoneSurrogate(canonical)) {
            throw new UnsoundEvent("Expected valid Unicode text, but a NUL character or half a character is in it.");
        }
        return canonical;
    }

    private String write(JsonNode node) {
        try {
            return json.writeValueAsString(node);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("A tree that was read can be written", impossible);
        }
    }

    private static boolean hasLoneSurrogate(String text) {
        return text.codePoints()
                .anyMatch(point -> point >= Character.MIN_SURROGATE && point <= Character.MAX_SURROGATE);
    }

    private static @Nullable String nameOf(JsonNode node, String kind) throws UnsoundEvent {
        return switch (kind) {
            case "track" -> {
                var name = text(node, "event");
                if (name == null) {
                    throw new UnsoundEvent("Expected a track call to name its event, but event is missing.");
                }
                yield name;
            }
            case "page", "screen" -> text(node, "name");
            default -> null;
        };
    }

    private static @Nullable Identity identity(@Nullable String value, boolean known) {
        if (value == null) {
            return null;
        }
        return known ? Identity.user(value) : Identity.anonymous(value);
    }

    private static @Nullable String text(JsonNode node, String field) throws UnsoundEvent {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnsoundEvent("Expected " + field + " to be text, but it is a " + kindOf(value) + ".");
        }
        if (value.asText().isBlank()) {
            return null;
        }
        if (value.asText().length() > MAX_ID_CHARS) {
            throw new UnsoundEvent(
                    "Expected " + field + " to have at most " + MAX_ID_CHARS + " characters, but it has more.");
        }
        return value.asText();
    }

    private ObjectNode object(JsonNode node, String field) throws UnsoundEvent {
        var value = node.get(field);
        if (value == null || value.isNull()) {
            return json.createObjectNode();
        }
        if (!value.isObject()) {
            throw new UnsoundEvent("Expected " + field + " to be an object, but it is a " + kindOf(value) + ".");
        }
        return (ObjectNode) value;
    }

    private static String kindOf(JsonNode value) {
        return value.isArray() ? "list" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }

    private Instant occurredAt(JsonNode node, @Nullable JsonNode sentAt) throws UnsoundEvent {
        var received = clock.instant();
        var said = time("timestamp", node.get("timestamp"));
        if (said == null) {
            return received;
        }
        var sent = time("sentAt", sentAt);
        var occurred = sent == null ? said : received.minus(Duration.between(said, sent));
        if (!isInHistory(occurred)) {
            throw new UnsoundEvent("Expected timestamp to lie between 1970 and 9999, but with sentAt it does not.");
        }
        // a clock that is ahead must not put an event where no rule looks yet
        return occurred.isAfter(received) ? received : occurred;
    }

    private static @Nullable Instant time(String field, @Nullable JsonNode value) throws UnsoundEvent {
        if (value == null || value.isNull()) {
            return null;
        }
        try {
            var time = OffsetDateTime.parse(value.asText()).toInstant();
            if (!isInHistory(time)) {
                throw new UnsoundEvent("Expected " + field + " to lie between 1970 and 9999, but it does not.");
            }
            return time;
        } catch (DateTimeParseException unreadable) {
            throw new UnsoundEvent("Expected " + field + " to be a time such as 2026-11-22T09:00:00Z, but it is not.");
        }
    }

    private static boolean isInHistory(Instant time) {
        return !time.isBefore(Instant.EPOCH) && time.isBefore(END_OF_HISTORY);
    }
}
