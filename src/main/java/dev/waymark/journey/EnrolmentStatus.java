package dev.waymark.journey;

import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Where an enrolment stands. The table below is the whole life cycle; nothing else decides it. */
public enum EnrolmentStatus {
    /** Decided and durable; the engine may not know it yet. */
    STARTING,
    /** One process instance has the claim and acts. */
    RUNNING,
    /** The process reached an end. */
    COMPLETED,
    /** Ended from outside before its end. */
    CANCELLED,
    /** Never began: left out on purpose, so that the journey's effect can be told from what happens anyway. */
    HELD_OUT;

    private static final Map<EnrolmentStatus, Set<EnrolmentStatus>> NEXT = Map.of(
            STARTING, Set.of(RUNNING, CANCELLED),
            RUNNING, Set.of(COMPLETED, CANCELLED),
            COMPLETED, Set.of(),
            CANCELLED, Set.of(),
            HELD_OUT, Set.of());

    /** Whether an enrolment may go from here to {@code next}. */
    public boolean mayBecome(EnrolmentStatus next) {
        return NEXT.get(this).contains(next);
    }

    /** Those from which something is still to come. */
    static List<EnrolmentStatus> active() {
        return Arrays.stream(values()).filter(EnrolmentStatus::isActive).toList();
    }

    /** Whether anything is still to come. */
    public boolean isActive() {
        return !NEXT.get(this).isEmpty();
    }
}
