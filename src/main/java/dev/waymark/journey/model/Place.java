package dev.waymark.journey.model;

import java.util.List;
import java.util.Optional;

/**
 * One element of a journey as the move to another version looks at it.
 *
 * @param type as the engine names it
 * @param kind what it does: the job type of a task, TIMER or MESSAGE of an event; empty for others
 * @param timer how long it waits, as written; empty where it does not
 * @param template key of the template it sends; empty where it does not
 * @param next ids of the elements that may come next
 * @param canBegin whether somebody can go on from here: on the main path, and not an event behind a gateway
 */
public record Place(
        String elementId,
        String type,
        String kind,
        String timer,
        String template,
        List<String> next,
        boolean canBegin) {

    /** What the engine waits at while behaviour or time decides. */
    private static final String GATEWAY = "EVENT_BASED_GATEWAY";

    public Place {
        next = List.copyOf(next);
    }

    /** Whether people stand here for long: other elements are passed. */
    public boolean isForResting() {
        return canBegin && (isTask() || isGateway() || !timer.isEmpty());
    }

    public boolean isTask() {
        return type.equals("SERVICE_TASK");
    }

    public boolean isGateway() {
        return type.equals(GATEWAY);
    }

    public boolean armsAWait() {
        return kind.startsWith(Bpmn.ARM_WAIT);
    }

    /** Whether the time it waits is found for each person by the task before it. */
    public boolean isTimerOfATask() {
        return timer.equals(Bpmn.WAIT_FOR);
    }

    /** The variable that a task of this kind sets for gateways to compare. */
    public Optional<String> variable() {
        if (kind.startsWith(Bpmn.DECIDE)) {
            return Optional.of(StepResult.DECISION);
        }
        return kind.startsWith(Bpmn.SPLIT) ? Optional.of(StepResult.ARM) : Optional.empty();
    }

    /** Whether both do the same sort of thing. */
    public boolean isLike(Place other) {
        return type.equals(other.type) && kind.equals(other.kind);
    }
}
