package dev.waymark.behaviour;

import java.util.Set;

/**
 * Which part of a person's behaviour somebody is going to read: the rest is not fetched.
 *
 * @param eventNames of the summaries
 */
public record Needed(Set<String> eventNames, boolean interests, boolean orders) {

    public Needed {
        eventNames = Set.copyOf(eventNames);
    }
}
