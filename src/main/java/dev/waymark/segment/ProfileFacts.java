package dev.waymark.segment;

import dev.waymark.behaviour.Behaviour;
import dev.waymark.behaviour.EventSummary;
import dev.waymark.consent.Permissions;
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
 * @param behaviour what the profile did
 * @param permissions what the profile allows at that moment
 * @param now business time of the evaluation; rules never read another clock
 */
public record ProfileFacts(Map<String, Object> traits, Behaviour behaviour, Permissions permissions, Instant now) {

    public ProfileFacts {
        traits = withoutNulls(traits);
    }

    /** Of somebody who was never asked for consent. */
    public ProfileFacts(Map<String, Object> traits, Behaviour behaviour, Instant now) {
        this(traits, behaviour, Permissions.NONE, now);
    }

    /** Of somebody of whom only these summaries of events are known. */
    public ProfileFacts(Map<String, Object> traits, Map<String, EventSummary> events, Instant now) {
        this(traits, Behaviour.of(events), now);
    }

    /** Summaries by event name. */
    public Map<String, EventSummary> events() {
        return behaviour.events();
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> traits) {
        var present = new HashMap<>(traits);
        present.values().removeIf(Objects::isNull);
        return Map.copyOf(present);
    }
}
