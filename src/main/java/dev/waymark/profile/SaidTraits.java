package dev.waymark.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Instant;
import java.util.Map;

/**
 * What would be known about a person who was only told this: for looking back at a moment, by the same rule by which
 * traits are kept. Confined to one thread.
 */
public final class SaidTraits {

    private final Traits traits = Traits.none();

    /** Takes what an identify call said; in any order. */
    public void say(ObjectNode said, Instant at, String messageId) {
        traits.say(said, at, messageId);
    }

    /** By name, without those the person no longer had. */
    public Map<String, Object> values() {
        return traits.asMap();
    }
}
