package dev.waymark.channel.http;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** JSON as providers speak it. */
public final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    private Json() {}

    public static byte[] bytes(Object value) {
        try {
            return MAPPER.writeValueAsString(value).getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Maps of texts can be written", impossible);
        }
    }

    /** The text at a place of a document; null where there is none or it is no JSON. */
    public static @Nullable String text(String document, String pointer) {
        var found = read(document).at(pointer);
        return found.isValueNode() && !found.isNull() ? found.asText() : null;
    }

    private static JsonNode read(String document) {
        try {
            return MAPPER.readTree(document);
        } catch (JsonProcessingException noJson) {
            return MAPPER.missingNode();
        }
    }
}
