package dev.waymark.support;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;

/**
 * Reads a definition file of entries by key, strictly: an unknown field, a key that comes twice or a value of another
 * kind is refused with file, line and a sentence. Thread-safe.
 */
public final class KeyedYaml {

    private static final ObjectMapper YAML = YAMLMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
            .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
            .build();

    private KeyedYaml() {}

    /**
     * The entries in the order of the file; one that says nothing is null.
     *
     * @param expected what an entry is, for the sentence: "a goal with title and event"
     * @throws IllegalStateException if the file cannot be read, with the sentence
     */
    public static <T> LinkedHashMap<String, T> read(DefinitionFile file, Class<T> entry, String expected) {
        var type = YAML.getTypeFactory().constructMapType(LinkedHashMap.class, String.class, entry);
        try {
            return YAML.readValue(file.content(), type);
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("%s:%d: Expected %s, but %s. Correct it."
                    .formatted(file.path(), line(unreadable), expected, what(unreadable)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    /** Where the piece begins that is meant; the exception itself names where the reader has got to. */
    private static int line(JsonProcessingException unreadable) {
        if (unreadable.getProcessor() instanceof JsonParser parser) {
            return Math.max(1, parser.currentTokenLocation().getLineNr());
        }
        return unreadable.getLocation() == null ? 0 : unreadable.getLocation().getLineNr();
    }

    private static String what(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown -> "there is also " + unknown.getPropertyName();
            case MismatchedInputException other -> "something else is here";
            default -> unreadable.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        };
    }
}
