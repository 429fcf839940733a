package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.stream.Stream;

/** A wait for behaviour is armed, has a deadline, and says for which events it listens. */
final class WaitRules {

    static final List<JourneyRule> ALL = List.of(
            WaitRules::armedWaitLeadsToItsGateway,
            WaitRules::gatewayIsArmed,
            WaitRules::gatewayLeadsToEvents,
            WaitRules::waitHasOneDeadline,
            WaitRules::gatewayListens,
            WaitRules::catchesOfOneGatewayDiffer,
            WaitRules::triggersOfOneGatewayDiffer);

    private WaitRules() {}

    private static Stream<Finding> armedWaitLeadsToItsGateway(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(task -> task.doesJob(Bpmn.ARM_WAIT))
                .filter(task -> !isOneGateway(journey.graph().next(task)))
                .map(task -> journey.finding(
                        task,
                        "Expected an event based gateway right after the task that arms a wait, but it is not there. "
                                + "Connect the two."));
    }

    private static boolean isOneGateway(List<BpmnElement> next) {
        return next.size() == 1 && next.getFirst().is(Bpmn.EVENT_BASED);
    }

    private static Stream<Finding> gatewayIsArmed(JourneyDraft journey, KnownKeys known) {
        return gateways(journey)
                .filter(gateway -> !isArmed(journey.graph().previous(gateway)))
                .map(gateway -> journey.finding(
                        gateway,
                        "Expected only a task of type waymark:arm-wait:1 right before an event based gateway, "
                                + "but something else leads here. Put the task between."));
    }

    private static boolean isArmed(List<BpmnElement> previous) {
        return !previous.isEmpty() && previous.stream().allMatch(task -> task.doesJob(Bpmn.ARM_WAIT));
    }

    private static Stream<Finding> gatewayLeadsToEvents(JourneyDraft journey, KnownKeys known) {
        return gateways(journey)
                .flatMap(gateway -> journey.graph().next(gateway).stream())
                .filter(next -> !next.is(Bpmn.CATCH))
                .map(next -> journey.finding(
                        next,
                        "Expected a message or timer catch event after an event based gateway, but here is another "
                                + "step. Put an event between."));
    }

    private static Stream<Finding> waitHasOneDeadline(JourneyDraft journey, KnownKeys known) {
        return gateways(journey)
                .filter(gateway -> journey.graph().next(gateway).stream()
                                .filter(BpmnElement::isTimerCatch)
                                .count()
                        != 1)
                .map(gateway -> journey.finding(
                        gateway,
                        "Expected one timer after an event based gateway, but there is none or more than one. "
                                + "Give the wait one deadline."));
    }

    private static Stream<Finding> gatewayListens(JourneyDraft journey, KnownKeys known) {
        return gateways(journey)
                .filter(gateway -> journey.graph().next(gateway).stream().noneMatch(BpmnElement::isMessageCatch))
                .map(gateway -> journey.finding(
                        gateway,
                        "Expected at least one message after an event based gateway, but there is none. "
                                + "Add one, or wait with a timer alone."));
    }

    private static Stream<Finding> catchesOfOneGatewayDiffer(JourneyDraft journey, KnownKeys known) {
        return gateways(journey).flatMap(gateway -> {
            var seen = new HashSet<String>();
            return messageCatches(journey, gateway)
                    .filter(event -> !journey.messageName(event).isEmpty() && !seen.add(journey.messageName(event)))
                    .map(event -> journey.finding(
                            event,
                            "Expected each message once after a gateway, but " + journey.messageName(event)
                                    + " is caught twice. Give the second its own message."));
        });
    }

    private static Stream<Finding> triggersOfOneGatewayDiffer(JourneyDraft journey, KnownKeys known) {
        return gateways(journey).flatMap(gateway -> {
            var seen = new HashSet<List<String>>();
            return messageCatches(journey, gateway)
                    .flatMap(event -> CatchRules.events(event).stream()
                            .filter(name -> !seen.add(List.of(name, condition(event))))
                            .map(name -> journey.finding(event, twice(name, condition(event)))));
        });
    }

    private static String condition(BpmnElement event) {
        return event.property(CatchRules.CONDITION).map(String::strip).orElse("");
    }

    private static String twice(String name, String condition) {
        return condition.isEmpty()
                ? "Expected each event once after a gateway, but " + name
                        + " is named twice. Remove one, or give one a " + "condition."
                : "Expected each event with a condition once after a gateway, but " + name + " with " + condition
                        + " is there twice. Remove one.";
    }

    private static Stream<BpmnElement> gateways(JourneyDraft journey) {
        return journey.graph().all(Bpmn.EVENT_BASED);
    }

    private static Stream<BpmnElement> messageCatches(JourneyDraft journey, BpmnElement gateway) {
        return journey.graph().next(gateway).stream()
                .filter(BpmnElement::isMessageCatch)
                .distinct();
    }

    static String orNone(String text) {
        return text.isEmpty() ? "missing" : text;
    }
}
