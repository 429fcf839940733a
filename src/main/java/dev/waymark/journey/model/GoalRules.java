package dev.waymark.journey.model;

import static dev.waymark.journey.model.ProcessProperties.GOAL;
import static dev.waymark.journey.model.ProcessProperties.GOAL_WINDOW;

import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.WrittenDuration;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** Reaching the goal ends the journey at once, wherever the person is: an interrupting event sub-process catches it. */
final class GoalRules {

    static final List<JourneyRule> ALL = List.of(
            GoalRules::goalIsDeclared,
            GoalRules::windowIsADuration,
            GoalRules::oneEventSubProcess,
            GoalRules::itStartsWithOneMessage,
            GoalRules::itInterrupts,
            GoalRules::itFindsTheEnrolment);

    /** Not said, or said so that every parser agrees. */
    private static final Set<String> INTERRUPTING = Set.of("", "true");

    private GoalRules() {}

    private static Stream<Finding> goalIsDeclared(JourneyDraft journey, KnownKeys known) {
        return journey.property(GOAL).isPresent()
                ? journey.keyExists(GOAL, KeyCatalogue.Kind.GOAL, known)
                : Stream.of(journey.finding(
                        journey.process(),
                        "Expected the property goal, but there is none. Add it with a key of bpmn/goals.yaml: "
                                + "a journey without a goal cannot be measured."));
    }

    private static Stream<Finding> windowIsADuration(JourneyDraft journey, KnownKeys known) {
        return journey.expect(GOAL_WINDOW, text -> WrittenDuration.of(text).isPresent(), WrittenDuration.EXPECTED);
    }

    private static Stream<Finding> oneEventSubProcess(JourneyDraft journey, KnownKeys known) {
        var subProcesses =
                journey.graph().all().filter(BpmnElement::isEventSubProcess).toList();
        if (subProcesses.isEmpty()) {
            return Stream.of(journey.finding(
                    journey.process(),
                    "Expected an event sub process that catches the goal, but there is none. "
                            + "Add one that starts with the goal's message."));
        }
        return subProcesses.stream()
                .skip(1)
                .map(extra -> journey.finding(
                        extra, "Expected one event sub process, the goal's, but here is another. Remove it."));
    }

    private static Stream<Finding> itStartsWithOneMessage(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(BpmnElement::isEventSubProcess)
                .filter(goal -> journey.eventSubProcessStarts()
                                .filter(start -> start.scope().equals(goal.id()))
                                .filter(start -> start.xml()
                                        .child(Bpmn.MESSAGE_DEFINITION)
                                        .isPresent())
                                .count()
                        != 1)
                .map(goal -> journey.finding(
                        goal,
                        "Expected the event sub process to start with one message start event, but it does not. "
                                + "Give it one for the goal's message."));
    }

    private static Stream<Finding> itInterrupts(JourneyDraft journey, KnownKeys known) {
        return journey.eventSubProcessStarts()
                .filter(start -> !INTERRUPTING.contains(start.xml().attribute("isInterrupting")))
                .map(start -> journey.finding(
                        start,
                        "Expected the goal to end the journey at once, but this start event does not interrupt. "
                                + "Make it interrupting."));
    }

    private static Stream<Finding> itFindsTheEnrolment(JourneyDraft journey, KnownKeys known) {
        return journey.eventSubProcessStarts()
                .filter(start -> journey.message(start).isPresent())
                .filter(start -> !journey.correlationKey(start).equals(Bpmn.ENROLMENT_KEY))
                .map(start -> journey.finding(
                        start,
                        "Expected the goal's message with the correlation key " + Bpmn.ENROLMENT_KEY + ", but it is "
                                + WaitRules.orNone(journey.correlationKey(start)) + ". Correct the message."));
    }
}
