package dev.waymark.engine;

import dev.waymark.support.Failure;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * Does what one kind of step asks for. Called at least once for each pass, so every effect is keyed on it.
 *
 * <p>Called on one of a bounded number of threads, outside a transaction, after the claim was won.
 */
public interface StepHandler {

    /** Job type in the model: {@code waymark:<task>:<n>}. */
    String jobType();

    /** The design-time constants of such a step. */
    default List<StepHeader> headers() {
        return List.of();
    }

    /** How long the engine waits before it gives the step to somebody else. */
    default Duration timeout() {
        return Duration.ofSeconds(30);
    }

    /** Whether journeys may draw such a step; else it is one of Waymark's own. */
    default boolean isDrawn() {
        return true;
    }

    /**
     * Says what is left of a step whose instance has ended before the step was completed; somebody may still be at it.
     * Called under the locks of profile and enrolment, in a transaction. What nobody has begun is done again, and so is
     * what may be done twice without harm.
     *
     * @param pass key of the element instance that has ended
     */
    default Left leave(EnrolmentId enrolment, String elementId, long pass) {
        return Left.AGAIN;
    }

    /** What is left of a step that was cut off. */
    enum Left {
        /** It is to be done, by another instance. */
        AGAIN,
        /** Nothing: its work is done. */
        NOTHING,
        /** Not known yet: ask again in a while. */
        UNKNOWN
    }

    /**
     * Does the step.
     *
     * @return variables for the process instance: ids only
     * @throws Failure when the world broke
     */
    Map<String, Object> handle(StepJob job);
}
