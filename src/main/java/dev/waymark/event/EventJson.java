package dev.waymark.event;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import com.fasterxml.jackson.core.exc.StreamConstraintsException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * One event's bytes, read once into a tree that the database can hold and every reader can trust: no NUL, no half of a
 * character, no number beyond a double, no key twice, and nothing so deep or so wide that reading it costs much.
 */
final class EventJson {

    static final int MAX_BYTES = 32 * 1024;
    private static final int MAX_DEPTH = 32;
    private static final int MAX_KEYS = 1_000;
    private static final int MAX_DIGITS = 64;

    private static final JsonNodeFactory NODES = JsonNodeFactory.instance;
    private static final JsonFactory FACTORY = JsonFactory.builder()
            // names come from strangers: nothing of theirs stays in the virtual machine
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(
                    StreamReadConstraints.builder().maxNumberLength(MAX_DIGITS).build())
            .build();

    private final JsonParser parser;
    private int keys;

    private EventJson(JsonParser parser) {
        this.parser = parser;
    }

    static ObjectNode read(byte[] event) throws UnsoundEvent {
        if (event.length > MAX_BYTES) {
            throw new UnsoundEvent("Expected an event of at most 32 KB, but it is larger.");
        }
        // asked here because Jackson would take a byte order mark and other encodings
        if (!new ByteScan(event).passes('{')) {
            throw new UnsoundEvent("Expected an event to be a JSON object, but it is not.");
        }
        try (var parser = FACTORY.createParser(event)) {
            return new EventJson(parser).event();
        } catch (StreamConstraintsException longNumber) {
            throw UnsoundEvent.unreadable("Expected numbers of at most 64 digits, but one is longer.");
        } catch (JsonProcessingException unreadable) {
            throw notJson(event, unreadable);
        } catch (IOException impossible) {
            throw new IllegalStateException("Bytes in memory can be read", impossible);
        }
    }

    private ObjectNode event() throws IOException, UnsoundEvent {
        parser.nextToken();
        var event = object(1);
        if (parser.nextToken() != null) {
            throw UnsoundEvent.unreadable("Expected an event to be one JSON object, but something follows it.");
        }
        return event;
    }

    private ObjectNode object(int depth) throws IOException, UnsoundEvent {
        var object = NODES.objectNode();
        for (var key = parser.nextFieldName(); key != null; key = parser.nextFieldName()) {
            if (++keys > MAX_KEYS) {
                throw UnsoundEvent.unreadable("Expected at most 1,000 keys in an event, but it has more.");
            }
            if (object.replace(sound(key), value(parser.nextToken(), depth)) != null) {
                throw UnsoundEvent.unreadable("Expected each key once in an object, but one is there twice.");
            }
        }
        return object;
    }

    private ArrayNode list(int depth) throws IOException, UnsoundEvent {
        var list = NODES.arrayNode();
        for (var token = parser.nextToken(); token != JsonToken.END_ARRAY; token = parser.nextToken()) {
            list.add(value(token, depth));
        }
        return list;
    }

    private JsonNode value(JsonToken token, int depth) throws IOException, UnsoundEvent {
        return switch (token) {
            case START_OBJECT -> object(deeper(depth));
            case START_ARRAY -> list(deeper(depth));
            case VALUE_STRING -> NODES.textNode(sound(parser.getText()));
            case VALUE_NUMBER_INT -> integer();
            case VALUE_NUMBER_FLOAT -> fraction();
            case VALUE_TRUE, VALUE_FALSE -> NODES.booleanNode(token == JsonToken.VALUE_TRUE);
            default -> NODES.nullNode();
        };
    }

    private static int deeper(int depth) throws UnsoundEvent {
        if (depth >= MAX_DEPTH) {
            throw UnsoundEvent.unreadable("Expected an event nested at most 32 levels deep, but it is deeper.");
        }
        return depth + 1;
    }

    private JsonNode integer() throws IOException {
        return switch (parser.getNumberType()) {
            case INT -> NODES.numberNode(parser.getIntValue());
            case LONG -> NODES.numberNode(parser.getLongValue());
            default -> NODES.numberNode(parser.getBigIntegerValue());
        };
    }

    private JsonNode fraction() throws IOException, UnsoundEvent {
        var number = parser.getDoubleValue();
        if (Double.isInfinite(number)) {
            throw UnsoundEvent.unreadable("Expected numbers below 1.8e308, but one is larger.");
        }
        return NODES.numberNode(number);
    }

    private static String sound(String text) throws UnsoundEvent {
        for (int i = 0; i < text.length(); i++) {
            var character = text.charAt(i);
            if (character == 0 || Character.isSurrogate(character) && !isPair(text, i++)) {
                throw new UnsoundEvent(
                        "Expected valid Unicode text, but a NUL character or half a character is in it.");
            }
        }
        return text;
    }

    private static boolean isPair(String text, int high) {
        return high + 1 < text.length() && Character.isSurrogatePair(text.charAt(high), text.charAt(high + 1));
    }

    private static UnsoundEvent notJson(byte[] event, JsonProcessingException unreadable) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(event));
        } catch (CharacterCodingException notUnicode) {
            return UnsoundEvent.unreadable("Expected text in UTF-8, but some of its bytes are not.");
        }
        var place = unreadable.getLocation();
        return UnsoundEvent.unreadable("Expected an event to be JSON, but it cannot be read near line "
                + place.getLineNr() + ", column " + place.getColumnNr() + ".");
    }
}
