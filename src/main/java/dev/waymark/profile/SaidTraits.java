package dev.waymark.profile;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * What would be known about a person who was only told this: for looking back at a moment, by the same rule by which
 * traits are kept. Confined to one thread.
 */
public final class SaidTraits {

    private static final TypeReference<Map<String, Object>> MAP = new TypeReference<>() {};

    private final Traits traits = Traits.none();

    /** Takes what an identify call said; in any order. */
    public void say(ObjectNode said, Instant at, String messageId) {
        traits.say(said, at, messageId);
    }

    /** By name, without those the person no longer had. */
    public Map<String, Object> values(ObjectMapper json) {
        var values = new HashMap<>(json.convertValue(traits.values(), MAP));
        values.values().removeIf(Objects::isNull);
        return values;
    }
}
