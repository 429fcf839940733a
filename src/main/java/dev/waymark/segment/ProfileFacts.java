package dev.waymark.segment;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Objects;

/**
 * Everything the rules may know about one profile at one moment.
 *
 * <p>The moment is part of the facts, so that an evaluation can be repeated later with the same answer.
 *
 * @param traits trait values by name; a trait with the JSON value null is one the profile does not have
 * @param events summaries by event name
 * @param now business time of the evaluation; rules never read another clock
 */
public record ProfileFacts(Map<String, Object> traits, Map<String, EventSummary> events, Instant now) {

    public ProfileFacts {
        traits = withoutNulls(traits);
        events = Map.copyOf(events);
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> traits) {
        var present = new HashMap<>(traits);
        present.values().removeIf(Objects::isNull);
        return Map.copyOf(present);
    }
}
