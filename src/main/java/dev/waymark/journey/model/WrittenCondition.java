package dev.waymark.journey.model;

import dev.waymark.event.EventCondition;
import java.util.Optional;

/** A condition on an event's properties where a journey file writes one. */
final class WrittenCondition {

    private WrittenCondition() {}

    /** What is wrong with it, as a sentence; empty where it can be read. */
    static Optional<String> fault(String text) {
        try {
            EventCondition.of(text.strip());
            return Optional.empty();
        } catch (IllegalArgumentException unreadable) {
            return Optional.of(unreadable.getMessage() + " Correct the condition.");
        }
    }

    static EventCondition of(String text) {
        return EventCondition.of(text.strip());
    }
}
