package dev.waymark.profile;

import static dev.waymark.testing.Site.sendsBatch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.TreeSet;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/**
 * F08: events that come late, shuffled and repeated, some by a device whose user is named only later, make the same
 * person as the sorted stream.
 */
@WaymarkTest
class LateEventsPropertyTest {

    private static final Instant BEGIN = Instant.parse("2026-10-01T00:00:00Z");
    private static final List<String> NAMES =
            List.of("Product Viewed", "Signed Up", "Key Feature Used", "Article Read");

    @Inject
    Database database;

    private final ObjectMapper json = new ObjectMapper();

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3})
    void shouldMakeTheSamePersonInWhateverOrderEventsCome(long seed) throws Exception {
        // given one story, told of two people
        var random = new Random(seed);
        var story = story(random);
        var sorted = Person.somebody();
        var shuffled = Person.somebody();

        // when
        send(about(sorted, story), random);
        var disorder = about(shuffled, story);
        disorder.addAll(disorder.subList(0, disorder.size() / 2));
        Collections.shuffle(disorder, random);
        send(disorder, random);

        // then
        assertThat(whatIsKept(shuffled)).as("seed %d", seed).isEqualTo(whatIsKept(sorted));
    }

    private static List<Map<String, Object>> story(Random random) {
        var events = new ArrayList<Map<String, Object>>();
        for (int i = 0; i < 60; i++) {
            var event = new HashMap<String, Object>();
            // some at the same moment: then the message id decides
            event.put(
                    "timestamp",
                    BEGIN.plus(Duration.ofHours(random.nextInt(40) * 12L)).toString());
            event.put("number", "%03d".formatted(i));
            event.put("named", random.nextInt(3) > 0);
            if (random.nextInt(4) == 0) {
                event.put("type", "identify");
                event.put("traits", Map.of("plan", "plan-" + random.nextInt(5), "trait-" + random.nextInt(3), i));
            } else {
                event.put("type", "track");
                event.put("event", NAMES.get(random.nextInt(NAMES.size())));
                event.put("properties", Map.of("category", "c" + random.nextInt(3), "value", random.nextInt(1_000)));
            }
            events.add(event);
        }
        events.sort((one, other) ->
                one.get("timestamp").toString().compareTo(other.get("timestamp").toString()));
        return events;
    }

    private static List<Map<String, Object>> about(Person person, List<Map<String, Object>> story) {
        var events = new ArrayList<Map<String, Object>>();
        for (var told : story) {
            var event = new HashMap<>(told);
            event.put("messageId", told.get("number") + "-" + person.userId());
            event.put("anonymousId", "device-of-" + person.userId());
            if (Boolean.TRUE.equals(told.get("named"))) {
                event.put("userId", person.userId());
            }
            event.keySet().removeAll(List.of("number", "named"));
            events.add(event);
        }
        return events;
    }

    private static void send(List<Map<String, Object>> events, Random random) {
        for (int from = 0; from < events.size(); ) {
            var to = Math.min(events.size(), from + 1 + random.nextInt(15));
            sendsBatch(events.subList(from, to)).then().statusCode(200);
            from = to;
        }
    }

    /** Everything held about a person but for ids and the times at which it was stored. */
    private Map<String, Object> whatIsKept(Person person) throws Exception {
        UUID profile = database.profileOf(person);
        var export = (ObjectNode)
                json.readTree(given().get("/api/profiles/{id}/export", profile).asString());
        var kept = new HashMap<String, Object>();
        kept.put("traits", traitsOf(export, profile));
        for (var table : List.of("event_summary", "interest", "order_total")) {
            kept.put(table, rows((ArrayNode) export.path(table), person));
        }
        kept.put("events", export.get("event").size());
        kept.put(
                "segments",
                database.texts(
                        "select segment from membership where profile_id = ? and left_at is null order by segment",
                        profile));
        return kept;
    }

    private static JsonNode traitsOf(ObjectNode export, UUID profile) {
        for (var row : export.get("profile")) {
            if (row.get("id").asText().equals(profile.toString())) {
                return row.get("traits");
            }
        }
        throw new AssertionError("Expected the person in the export, but they are not");
    }

    private static TreeSet<String> rows(ArrayNode table, Person person) {
        var rows = new TreeSet<String>();
        for (var row : table) {
            ((ObjectNode) row).remove("profile_id");
            rows.add(row.toString().replace(person.userId(), "somebody"));
        }
        return rows;
    }
}
