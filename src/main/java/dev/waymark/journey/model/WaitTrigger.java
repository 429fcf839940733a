package dev.waymark.journey.model;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.waymark.event.EventCondition;
import dev.waymark.event.EventMatch;
import org.jspecify.annotations.Nullable;

/**
 * An event that ends a wait and the message that says so, because several events may mean the same to a journey.
 *
 * @param condition on the event's properties; null where every such event counts
 */
public record WaitTrigger(String eventName, @Nullable EventCondition condition, String messageName) {

    @JsonIgnore
    public EventMatch match() {
        return new EventMatch(eventName, condition);
    }
}
