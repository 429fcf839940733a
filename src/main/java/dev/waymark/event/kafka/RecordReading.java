package dev.waymark.event.kafka;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.event.EventReading;
import dev.waymark.event.IncomingEvent;
import dev.waymark.event.Parked;
import dev.waymark.event.UnsoundEvent;
import jakarta.inject.Singleton;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.consumer.ConsumerRecord;

/**
 * Reads a record's value: one event with its type, or an object with a {@code batch} of them. Thread-safe.
 *
 * <p>What an event does not say of itself it gets from its place in the topic, so that the same record read twice is
 * the same event.
 */
@Singleton
class RecordReading {

    private final EventReading reading;
    private final ObjectMapper json;

    RecordReading(EventReading reading, ObjectMapper json) {
        this.reading = reading;
        this.json = json;
    }

    /** What was read of some records. */
    static final class Result {

        private final List<IncomingEvent> events = new ArrayList<>();
        private final List<Parked> unsound = new ArrayList<>();

        List<IncomingEvent> events() {
            return events;
        }

        List<Parked> unsound() {
            return unsound;
        }
    }

    Result read(List<ConsumerRecord<byte[], byte[]>> records) {
        var result = new Result();
        // a record without a value only marks a deleted key
        records.stream().filter(record -> record.value() != null).forEach(record -> read(record, result));
        return result;
    }

    private void read(ConsumerRecord<byte[], byte[]> record, Result result) {
        var place = "kafka-%s-%d-%d".formatted(record.topic(), record.partition(), record.offset());
        try {
            var value = json.readTree(record.value());
            if (value != null && value.path("batch").isArray()) {
                int number = 0;
                for (var event : value.get("batch")) {
                    read(event, place + "-" + number++, record.timestamp(), result);
                }
            } else {
                read(value, place, record.timestamp(), result);
            }
        } catch (IOException unreadable) {
            result.unsound().add(new Parked("Expected a record to be JSON, but it is not.", textOf(record.value())));
        }
    }

    private void read(JsonNode event, String place, long millis, Result result) throws JsonProcessingException {
        if (event instanceof ObjectNode object) {
            complete(object, place, millis);
        }
        try {
            result.events().add(reading.read(json.writeValueAsBytes(event), null, null));
        } catch (UnsoundEvent refused) {
            result.unsound().add(new Parked(refused.getMessage(), event.toString()));
        }
    }

    private static void complete(ObjectNode event, String place, long millis) {
        // it corrects a clock by the time of arrival, which for a record read late says nothing about the clock
        event.remove("sentAt");
        if (isMissing(event, "messageId")) {
            event.put("messageId", place);
        }
        if (isMissing(event, "timestamp") && millis >= 0) {
            event.put("timestamp", Instant.ofEpochMilli(millis).toString());
        }
    }

    private static boolean isMissing(ObjectNode event, String field) {
        return !event.hasNonNull(field) || event.get(field).asText().isBlank();
    }

    private static String textOf(byte[] value) {
        return new String(value, StandardCharsets.UTF_8);
    }
}
