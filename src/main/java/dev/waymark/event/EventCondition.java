package dev.waymark.event;

import com.fasterxml.jackson.annotation.JsonCreator;
import com.fasterxml.jackson.annotation.JsonValue;
import com.fasterxml.jackson.databind.JsonNode;

/**
 * What an event's properties must say for the event to count, for example {@code category = "TV" and value > 1000}.
 *
 * <p>Comparisons of a property with a text, a number, {@code true} or {@code false} by {@code = != < <= > >=}, or with
 * several by {@code in ("a", "b")}, joined by {@code and}, {@code or}, {@code not} and brackets. {@code a.b} is a
 * property inside another; of a list one entry is enough. A number sent as text counts as a number where a number is
 * asked for. A property that was not sent makes every comparison false but {@code !=}. Immutable; ends in time that
 * grows with the event alone.
 */
public final class EventCondition {

    private final String text;
    private final ConditionParts parts;

    private EventCondition(String text, ConditionParts parts) {
        this.text = text;
        this.parts = parts;
    }

    /** Reads a condition; throws {@link IllegalArgumentException} with a sentence if it is none. */
    @JsonCreator
    public static EventCondition of(String text) {
        return new EventCondition(text, new ConditionReader(text).read());
    }

    /** Whether such an event counts. */
    public boolean holds(JsonNode properties) {
        return parts.holds(properties);
    }

    /** As written. */
    @JsonValue
    public String text() {
        return text;
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof EventCondition condition && condition.text.equals(text);
    }

    @Override
    public int hashCode() {
        return text.hashCode();
    }

    @Override
    public String toString() {
        return text;
    }
}
