package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import org.jspecify.annotations.Nullable;

/**
 * Events of one name, all of them or those whose properties meet a condition.
 *
 * @param event name of the event
 * @param condition null where every such event counts
 */
public record EventMatch(String event, @Nullable EventCondition condition) {

    /** Every event of this name. */
    public static EventMatch any(String event) {
        return new EventMatch(event, null);
    }

    public boolean matches(@Nullable String name, JsonNode properties) {
        return event.equals(name) && (condition == null || condition.holds(properties));
    }
}
