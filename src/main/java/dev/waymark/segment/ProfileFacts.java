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

    /** The same, seen at another moment. */
    public ProfileFacts at(Instant moment) {
        return new ProfileFacts(traits, behaviour, permissions, moment);
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> traits) {
        if (!hasNulls(traits)) {
            // no copy of what is a copy already: looking ahead in time makes many of these
            return Map.copyOf(traits);
        }
        var present = new HashMap<>(traits);
        present.values().removeIf(Objects::isNull);
        return Map.copyOf(present);
    }

    private static boolean hasNulls(Map<String, Object> traits) {
        for (var value : traits.values()) {
            if (value == null) {
                return true;
            }
        }
        return false;
    }
}
