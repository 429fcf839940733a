package dev.waymark.segment;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.behaviour.SupposedBehaviour;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Events of one name as a fixture writes them at length: one with what it said, or how often from when to when. */
record FixtureEvent(
        @Nullable Long count,
        @Nullable String firstAt,
        String lastAt,
        BigDecimal value,
        Map<String, String> properties) {

    private static final Set<String> WORDS = Set.of("count", "firstAt", "lastAt", "value", "properties");

    static FixtureEvent of(JsonNode node) {
        node.fieldNames().forEachRemaining(word -> {
            if (!WORDS.contains(word)) {
                throw new WrongFixture("count, firstAt, lastAt, value or properties of an event", "found " + word);
            }
        });
        if (!node.hasNonNull("lastAt")) {
            throw new WrongFixture("lastAt of an event", "there is none");
        }
        var properties = new HashMap<String, String>();
        node.path("properties")
                .properties()
                .forEach(one -> properties.put(one.getKey(), one.getValue().asText()));
        return new FixtureEvent(
                node.hasNonNull("count") ? node.get("count").asLong() : null,
                node.hasNonNull("firstAt") ? node.get("firstAt").asText() : null,
                node.get("lastAt").asText(),
                node.path("value").decimalValue(),
                properties);
    }

    void addTo(SupposedBehaviour behaviour, String event, Instant now) {
        var last = FixtureMoment.of(lastAt, now);
        if (count == null) {
            behaviour.did(event, last, value, properties);
        } else {
            behaviour.did(event, count, firstAt == null ? last : FixtureMoment.of(firstAt, now), last);
        }
    }
}
