package dev.waymark.behaviour;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.util.SortedMap;
import java.util.TreeMap;

/** Columns that hold records as JSON: written and read here only. Thread-safe. */
final class Json {

    private static final ObjectMapper MAPPER = new ObjectMapper().registerModule(new JavaTimeModule());
    private static final ObjectReader TEXTS = MAPPER.readerFor(new TypeReference<TreeMap<String, String>>() {});

    private Json() {}

    static String write(Object value) {
        try {
            return MAPPER.writeValueAsString(value);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Texts in records can be written", impossible);
        }
    }

    /** An object of texts. */
    static SortedMap<String, String> texts(String json) {
        try {
            return TEXTS.readValue(json);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("What was written here can be read", foreign);
        }
    }

    static <T> T read(String json, TypeReference<T> type) {
        try {
            return MAPPER.readValue(json, type);
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("What was written here can be read", foreign);
        }
    }
}
