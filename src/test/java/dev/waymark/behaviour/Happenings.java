package dev.waymark.behaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/** Events as they are told, for tests. */
public final class Happenings {

    static final ObjectMapper JSON = new ObjectMapper();
    static final ProfileId SOMEBODY = new ProfileId(new UUID(1, 1));

    private static final AtomicLong SEQ = new AtomicLong();

    private Happenings() {}

    public static EventIngested track(String name, String at, Map<String, Object> properties) {
        return event("track", name, Instant.parse(at), JSON.valueToTree(properties));
    }

    public static EventIngested track(String name, String at, String messageId, Map<String, Object> properties) {
        return event(SOMEBODY, messageId, "track", name, Instant.parse(at), JSON.valueToTree(properties));
    }

    public static EventIngested event(String type, @Nullable String name, Instant at, ObjectNode properties) {
        return event(SOMEBODY, UUID.randomUUID().toString(), type, name, at, properties);
    }

    public static ObjectNode json(String text) {
        try {
            return (ObjectNode) JSON.readTree(text);
        } catch (JsonProcessingException wrong) {
            throw new IllegalArgumentException(wrong);
        }
    }

    public static EventIngested event(
            ProfileId profile,
            String messageId,
            String type,
            @Nullable String name,
            Instant at,
            ObjectNode properties) {
        return new EventIngested(SEQ.incrementAndGet(), profile, messageId, type, name, properties, at);
    }
}
