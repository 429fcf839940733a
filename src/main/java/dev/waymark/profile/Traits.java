package dev.waymark.profile;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What is known about a person, each trait as it was said last by event time, of two at the same time by message id:
 * the order in which events arrive, and how often, does not matter. A trait said to be null is one the person no
 * longer has; it is kept, so that a late event does not bring it back. Confined to one thread.
 */
final class Traits {

    private static final ObjectMapper JSON = new ObjectMapper();
    private static final TypeReference<Map<String, Object>> MAP_TYPE = new TypeReference<>() {};
    private static final ObjectReader MAP = JSON.readerFor(MAP_TYPE);

    private final Part values;
    private final Part saidAt;

    private Traits(Part values, Part saidAt) {
        this.values = values;
        this.saidAt = saidAt;
    }

    static Traits none() {
        return new Traits(new Part("{}"), new Part("{}"));
    }

    /** As the database keeps them, two JSON objects: read when something is said, which mostly nothing is. */
    static Traits stored(String values, String saidAt) {
        return new Traits(new Part(values), new Part(saidAt));
    }

    private static final class Part {

        private final String stored;
        private @Nullable ObjectNode read;

        Part(String stored) {
            this.stored = stored;
        }

        ObjectNode read() {
            var known = read;
            if (known == null) {
                known = parse(() -> (ObjectNode) JSON.readTree(stored));
                read = known;
            }
            return known;
        }

        Map<String, Object> asMap() {
            return read == null ? parse(() -> MAP.readValue(stored)) : JSON.convertValue(read, MAP_TYPE);
        }
    }

    private interface Parsing<T> {
        T parse() throws JsonProcessingException;
    }

    private static <T> T parse(Parsing<T> parsing) {
        try {
            return parsing.parse();
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("The database keeps nothing but JSON here", impossible);
        }
    }

    /** Answers whether anything is different now. */
    boolean say(ObjectNode traits, Instant at, String messageId) {
        var stamp = JsonNodeFactory.instance
                .arrayNode(2)
                .add(ChronoUnit.MICROS.between(Instant.EPOCH, at))
                .add(messageId);
        var changed = false;
        for (var trait : traits.properties()) {
            changed |= put(trait.getKey(), trait.getValue(), stamp);
        }
        return changed;
    }

    /** Takes over what the other knows later; answers whether anything is different now. */
    boolean join(Traits other) {
        var changed = false;
        for (var trait : other.values.read().properties()) {
            changed |= put(trait.getKey(), trait.getValue(), other.saidAt.read().path(trait.getKey()));
        }
        return changed;
    }

    private boolean put(String trait, JsonNode value, JsonNode stamp) {
        if (values.read().has(trait) && !isLater(stamp, saidAt.read().path(trait))) {
            return false;
        }
        values.read().set(trait, value);
        saidAt.read().set(trait, stamp);
        return true;
    }

    /** A trait without a stamp was stored before stamps were: anything is later. */
    private static boolean isLater(JsonNode one, JsonNode other) {
        var byTime =
                Long.compare(one.path(0).asLong(Long.MIN_VALUE), other.path(0).asLong(Long.MIN_VALUE));
        return byTime != 0
                ? byTime > 0
                : one.path(1).asText().compareTo(other.path(1).asText()) > 0;
    }

    ObjectNode values() {
        return values.read();
    }

    ObjectNode saidAt() {
        return saidAt.read();
    }

    /** Values by name, without those the person no longer has. */
    Map<String, Object> asMap() {
        var map = values.asMap();
        map.values().removeIf(Objects::isNull);
        return Map.copyOf(map);
    }
}
