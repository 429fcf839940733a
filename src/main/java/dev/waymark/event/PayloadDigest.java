package dev.waymark.event;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.support.Digest;
import java.util.Arrays;
import java.util.Set;

/**
 * The digest of an event: the same for the same payload, in whatever order its keys come.
 *
 * <p>Each value is written with its length or an end of its own, so that no two payloads are written alike.
 */
final class PayloadDigest {

    /** An SDK that sends an event again says so in these; it is the same event. */
    private static final Set<String> NOT_OF_THE_EVENT = Set.of("sentAt", "writeKey", "_metadata");

    private final StringBuilder written = new StringBuilder(1_024);

    private PayloadDigest() {}

    static String of(ObjectNode event) {
        var digest = new PayloadDigest();
        digest.write(event, NOT_OF_THE_EVENT);
        return Digest.of(digest.written.toString());
    }

    private void write(JsonNode value) {
        switch (value.getNodeType()) {
            case OBJECT -> write((ObjectNode) value, Set.of());
            case ARRAY -> {
                written.append('[');
                value.forEach(this::write);
                written.append(']');
            }
            case STRING -> write(value.textValue());
            default -> written.append(value.asText()).append(',');
        }
    }

    private void write(ObjectNode object, Set<String> leftOut) {
        written.append('{');
        for (var key : sortedKeys(object)) {
            if (!leftOut.contains(key)) {
                write(key);
                write(object.get(key));
            }
        }
        written.append('}');
    }

    private static String[] sortedKeys(ObjectNode object) {
        var keys = new String[object.size()];
        var i = 0;
        for (var field : object.properties()) {
            keys[i++] = field.getKey();
        }
        Arrays.sort(keys);
        return keys;
    }

    private void write(String text) {
        written.append('"').append(text.length()).append('"').append(text);
    }
}
