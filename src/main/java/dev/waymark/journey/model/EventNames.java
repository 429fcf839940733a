package dev.waymark.journey.model;

import java.util.Arrays;
import java.util.List;

/** The events a message catch listens for, as written in its property {@code events}. */
final class EventNames {

    static final String PROPERTY = "events";

    private EventNames() {}

    static List<String> of(BpmnElement event) {
        return event.property(PROPERTY).stream()
                .flatMap(names -> Arrays.stream(names.split(",", -1)))
                .map(name -> name.strip().replaceAll("\\s+", " "))
                .toList();
    }
}
