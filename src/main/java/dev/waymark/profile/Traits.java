package dev.waymark.profile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.time.temporal.ChronoUnit;

/**
 * What is known about a person, each trait as it was said last by event time, of two at the same time by message id:
 * the order in which events arrive, and how often, does not matter. A trait said to be null is one the person no
 * longer has; it is kept, so that a late event does not bring it back. Confined to one thread.
 */
final class Traits {

    private final ObjectNode values;
    private final ObjectNode saidAt;

    Traits(ObjectNode values, ObjectNode saidAt) {
        this.values = values;
        this.saidAt = saidAt;
    }

    static Traits none() {
        return new Traits(JsonNodeFactory.instance.objectNode(), JsonNodeFactory.instance.objectNode());
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
        for (var trait : other.values.properties()) {
            changed |= put(trait.getKey(), trait.getValue(), other.saidAt.path(trait.getKey()));
        }
        return changed;
    }

    private boolean put(String trait, JsonNode value, JsonNode stamp) {
        if (values.has(trait) && !isLater(stamp, saidAt.path(trait))) {
            return false;
        }
        values.set(trait, value);
        saidAt.set(trait, stamp);
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
        return values;
    }

    ObjectNode saidAt() {
        return saidAt;
    }
}
