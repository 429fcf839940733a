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

    /**
     * Does the step.
     *
     * @return variables for the process instance: ids only
     * @throws Failure when the world broke
     */
    Map<String, Object> handle(StepJob job);
}
