package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A task that waits until a moment of the person's own finds out how long that is; the timer after it waits so long. */
final class WaitUntilRules {

    static final String TIME_OF_DAY = "timeOfDay";

    static final List<JourneyRule> ALL = List.of(
            WaitUntilRules::momentIsSaidOnce,
            WaitUntilRules::beforeNeedsADate,
            WaitUntilRules::taskLeadsToItsTimer,
            WaitUntilRules::timerFollowsItsTask);

    private static final String DATE_TRAIT = "dateTrait";
    private static final List<String> MOMENTS = List.of(TIME_OF_DAY, DATE_TRAIT, "windowFrom");

    private WaitUntilRules() {}

    private static Stream<Finding> momentIsSaidOnce(JourneyDraft journey, KnownKeys known) {
        return tasks(journey)
                .filter(task -> given(task).count() != 1)
                .map(task -> journey.finding(
                        task,
                        "Expected exactly one of the task headers " + String.join(", ", MOMENTS) + ", but there is "
                                + (given(task).findAny().isEmpty()
                                        ? "none. Add one."
                                        : given(task).collect(Collectors.joining(" and ")) + ". Keep one.")));
    }

    private static Stream<String> given(BpmnElement task) {
        return MOMENTS.stream().filter(moment -> task.header(moment).isPresent());
    }

    private static Stream<Finding> beforeNeedsADate(JourneyDraft journey, KnownKeys known) {
        return tasks(journey)
                .filter(task -> task.header("before").isPresent()
                        && task.header(DATE_TRAIT).isEmpty())
                .map(task -> journey.finding(
                        task,
                        "Expected the task header before only beside " + DATE_TRAIT + ", but there is none. Remove "
                                + "before."));
    }

    private static Stream<Finding> taskLeadsToItsTimer(JourneyDraft journey, KnownKeys known) {
        return tasks(journey)
                .filter(task -> journey.graph().next(task).stream()
                                .filter(BpmnElement::isTimerOfATask)
                                .count()
                        != 1)
                .map(task -> journey.finding(
                        task,
                        "Expected a timer of " + Bpmn.WAIT_FOR + " right after the task that finds out until when, but "
                                + "it is not there. Connect the two."));
    }

    private static Stream<Finding> timerFollowsItsTask(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(BpmnElement::isTimerOfATask)
                .filter(timer -> !isFound(journey.graph().previous(timer)))
                .map(timer -> journey.finding(
                        timer,
                        "Expected only a task of type waymark:wait-until:1 right before a timer of " + Bpmn.WAIT_FOR
                                + ", but something else leads here. Put the task between, or write a duration such as "
                                + "PT24H."));
    }

    private static boolean isFound(List<BpmnElement> previous) {
        return !previous.isEmpty() && previous.stream().allMatch(task -> task.doesJob(Bpmn.WAIT_UNTIL));
    }

    private static Stream<BpmnElement> tasks(JourneyDraft journey) {
        return journey.graph().all().filter(task -> task.doesJob(Bpmn.WAIT_UNTIL));
    }
}
