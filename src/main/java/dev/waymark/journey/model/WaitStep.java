package dev.waymark.journey.model;

import java.time.Duration;
import java.util.List;

/**
 * A wait that ends by behaviour or by time, known beforehand so that an event can be matched without asking the engine.
 *
 * @param elementId the task that arms the wait
 * @param triggers the first that matches an event counts
 * @param deadline how long the person has
 */
public record WaitStep(String elementId, List<WaitTrigger> triggers, Duration deadline, LookBack lookBack) {

    public WaitStep {
        triggers = List.copyOf(triggers);
    }
}
