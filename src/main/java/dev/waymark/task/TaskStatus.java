package dev.waymark.task;

import java.util.Map;
import java.util.Set;

/** Where a task stands. The table below is the whole life cycle; nothing else decides it. */
enum TaskStatus {
    /** Nobody works on it. */
    OPEN,
    /** Somebody does. */
    CLAIMED,
    /** Finished, with an outcome. */
    DONE,
    /** Not needed any more: the enrolment has ended. */
    CANCELLED;

    private static final Map<TaskStatus, Set<TaskStatus>> NEXT = Map.of(
            OPEN, Set.of(CLAIMED, CANCELLED),
            CLAIMED, Set.of(OPEN, DONE, CANCELLED),
            DONE, Set.of(),
            CANCELLED, Set.of());

    boolean mayBecome(TaskStatus next) {
        return NEXT.get(this).contains(next);
    }

    /** Whether anything is still to come. */
    boolean isActive() {
        return !NEXT.get(this).isEmpty();
    }
}
