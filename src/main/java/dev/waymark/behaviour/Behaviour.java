package dev.waymark.behaviour;

import java.util.Map;

/**
 * What is known of what one person did. Time goes into the answers, not into what is kept: each is asked with a moment.
 *
 * <p>Immutable.
 *
 * @param events summaries by event name
 */
public record Behaviour(
        Map<String, EventSummary> events, Interests interests, Orders orders, Replenishment replenishment) {

    public Behaviour {
        events = Map.copyOf(events);
    }

    /** Of somebody of whom only these summaries are known. */
    public static Behaviour of(Map<String, EventSummary> events) {
        return new Behaviour(events, new Interests(Map.of(), 1), Orders.NONE, Replenishment.NONE);
    }
}
