package dev.waymark.journey.model;

import dev.waymark.event.EventMatch;
import java.util.List;
import java.util.Set;

/**
 * What ends a journey before its end, at once and wherever the person is, besides the goal.
 *
 * @param events that end it
 * @param entering segments whose new members leave the journey
 * @param leaving segments whose lost members leave the journey
 */
public record Exits(List<EventMatch> events, Set<String> entering, Set<String> leaving) {

    /** Nothing but the goal and the drawn ends. */
    public static final Exits NONE = new Exits(List.of(), Set.of(), Set.of());

    public Exits {
        events = List.copyOf(events);
        entering = Set.copyOf(entering);
        leaving = Set.copyOf(leaving);
    }
}
