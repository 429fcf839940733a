package dev.waymark.journey.model;

import dev.waymark.engine.Shares;
import java.util.List;
import java.util.Optional;

/**
 * What a task sets for the gateways after it to compare.
 *
 * @param words all it can be set to; none where the task's own headers are faulty
 */
record StepResult(String variable, List<String> words) {

    static final String DECISION = "decision";
    static final String ARM = "arm";

    /** What gateways can compare. */
    static final List<String> VARIABLES = List.of(DECISION, ARM);

    /** What decide says of somebody who is in none of its segments. */
    private static final String NONE = "none";

    static Optional<StepResult> of(BpmnElement task) {
        if (task.doesJob(Bpmn.DECIDE)) {
            return Optional.of(new StepResult(DECISION, decisions(task)));
        }
        return task.doesJob(Bpmn.SPLIT) ? Optional.of(new StepResult(ARM, arms(task))) : Optional.empty();
    }

    private static List<String> decisions(BpmnElement task) {
        var segments = NameList.of(task.header("segments").map(text -> text + "," + NONE));
        return NameList.isUntidy(segments) ? List.of() : segments;
    }

    private static List<String> arms(BpmnElement task) {
        try {
            return Shares.of(task.header("arms").orElse("")).arms().stream()
                    .map(Shares.Share::arm)
                    .toList();
        } catch (IllegalArgumentException foundAlready) {
            return List.of();
        }
    }
}
