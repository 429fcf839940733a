package dev.waymark.journey.model;

import java.util.List;
import java.util.Map;

/**
 * A journey as Waymark knows it: what starts it, what it waits for, what ends it, what a diagram shows.
 *
 * <p>Exists only for files that passed every check of {@link JourneyLinker}, so that nothing later checks again.
 *
 * @param waits by the element id of the task that arms the wait
 * @param priority from 1 to 100: of two journeys that would write to one person, the higher one does
 */
public record JourneyModel(
        JourneyName name,
        Entry entry,
        GoalCatch goalCatch,
        Exits exits,
        int priority,
        Map<String, WaitStep> waits,
        List<SendStep> sends,
        Outline outline) {

    public JourneyModel {
        waits = Map.copyOf(waits);
        sends = List.copyOf(sends);
    }

    /** The journey's key, which is its file name. */
    public String key() {
        return name.key();
    }

    public String processId() {
        return name.processId();
    }

    public String title() {
        return name.title();
    }

    public String contentHash() {
        return name.contentHash();
    }

    /** The key of the goal. */
    public String goal() {
        return goalCatch.goal();
    }

    /** The message that ends the journey when the goal is reached. */
    public String goalMessage() {
        return goalCatch.message();
    }

    public List<Step> steps() {
        return outline.steps();
    }

    public List<Flow> flows() {
        return outline.flows();
    }
}
