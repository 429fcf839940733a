package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** The fields an event may have, each of the kind it has to be. A field that is null or blank is not there. */
final class Fields {

    static final int MAX_CHARS = 255;

    private Fields() {}

    static @Nullable String text(ObjectNode event, String field) throws UnsoundEvent {
        var value = event.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isTextual()) {
            throw new UnsoundEvent("Expected " + field + " to be text, but it is a " + kindOf(value) + ".");
        }
        var text = value.textValue();
        if (text.length() > MAX_CHARS) {
            throw new UnsoundEvent(
                    "Expected " + field + " to have at most " + MAX_CHARS + " characters, but it has more.");
        }
        return text.isBlank() ? null : text;
    }

    static String needed(ObjectNode event, String field, String sentence) throws UnsoundEvent {
        var text = text(event, field);
        if (text == null) {
            throw new UnsoundEvent(sentence);
        }
        return text;
    }

    static @Nullable ObjectNode object(ObjectNode event, String field) throws UnsoundEvent {
        var value = event.get(field);
        if (value == null || value.isNull()) {
            return null;
        }
        if (!value.isObject()) {
            throw new UnsoundEvent("Expected " + field + " to be an object, but it is a " + kindOf(value) + ".");
        }
        return (ObjectNode) value;
    }

    private static String kindOf(JsonNode value) {
        return value.isArray() ? "list" : value.getNodeType().name().toLowerCase(Locale.ROOT);
    }
}
