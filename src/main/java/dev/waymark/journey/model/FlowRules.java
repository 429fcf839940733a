package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.stream.Stream;

/** A person at any step has exactly one way on. */
final class FlowRules {

    static final List<JourneyRule> ALL = List.of(
            FlowRules::flowJoinsTwoElements,
            FlowRules::elementNamesTheFlowsOutOfIt,
            FlowRules::elementNamesTheFlowsIntoIt,
            FlowRules::onlyGatewaysSplit,
            FlowRules::splitHasADefault,
            FlowRules::otherFlowsHaveConditions,
            FlowRules::noFurtherFlowHasACondition,
            FlowRules::startIsPlain);

    private FlowRules() {}

    private static Stream<Finding> flowJoinsTwoElements(JourneyDraft journey, KnownKeys known) {
        return journey.graph().flows().stream()
                .filter(flow -> !joinsOneScope(journey.graph(), flow))
                .map(flow -> journey.finding(
                        flow,
                        "Expected a flow between two elements of the same process, but one of its ends is elsewhere "
                                + "or missing. Connect it again."));
    }

    private static boolean joinsOneScope(BpmnGraph graph, XmlElement flow) {
        var scopes = Stream.of("sourceRef", "targetRef")
                .flatMap(end -> graph.end(flow, end))
                .map(BpmnElement::scope)
                .toList();
        return scopes.size() == 2 && scopes.getFirst().equals(scopes.getLast());
    }

    /** The engine follows the flows, but asks a gateway that waits for events what it names. */
    private static Stream<Finding> elementNamesTheFlowsOutOfIt(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(element -> element.is(Bpmn.EVENT_BASED)
                        || element.xml().child("outgoing").isPresent())
                .filter(element ->
                        !named(element, "outgoing").equals(ids(journey.graph().flowsFrom(element))))
                .map(element -> journey.finding(
                        element,
                        "Expected as outgoing exactly the flows out of this element, but it names others or not all. "
                                + "Draw them again in the modeler."));
    }

    private static Stream<Finding> elementNamesTheFlowsIntoIt(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(element -> element.xml().child("incoming").isPresent())
                .filter(element ->
                        !named(element, "incoming").equals(ids(journey.graph().flowsTo(element))))
                .map(element -> journey.finding(
                        element,
                        "Expected as incoming exactly the flows into this element, but it names others or not all. "
                                + "Draw them again in the modeler."));
    }

    private static List<String> named(BpmnElement element, String side) {
        return element.xml().children(side).map(XmlElement::text).sorted().toList();
    }

    private static List<String> ids(List<XmlElement> flows) {
        return flows.stream().map(XmlElement::id).sorted().toList();
    }

    private static Stream<Finding> onlyGatewaysSplit(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(element -> !element.isGateway())
                .filter(element -> journey.graph().flowsFrom(element).size() > 1)
                .map(element -> journey.finding(
                        element,
                        "Expected one flow out of this element, but there are several, so a person would be in two "
                                + "places. Put an exclusive gateway behind it."));
    }

    private static Stream<Finding> splitHasADefault(JourneyDraft journey, KnownKeys known) {
        return splits(journey)
                .filter(gateway ->
                        journey.graph().flowsFrom(gateway).stream().noneMatch(flow -> isDefault(gateway, flow)))
                .map(gateway -> journey.finding(
                        gateway,
                        "Expected a default flow out of an exclusive gateway, but there is none. Mark the way for "
                                + "everyone else as default."));
    }

    private static Stream<Finding> otherFlowsHaveConditions(JourneyDraft journey, KnownKeys known) {
        return splits(journey)
                .flatMap(gateway -> journey.graph().flowsFrom(gateway).stream()
                        .filter(flow -> !isDefault(gateway, flow))
                        .filter(flow -> flow.child("conditionExpression").isEmpty())
                        .map(flow -> journey.finding(
                                flow,
                                "Expected a condition on a flow that is not the default, but there is"
                                        + " none. Add one.")));
    }

    private static Stream<Finding> noFurtherFlowHasACondition(JourneyDraft journey, KnownKeys known) {
        var graph = journey.graph();
        return graph.flows().stream()
                .filter(flow -> flow.child("conditionExpression").isPresent())
                .filter(flow -> graph.end(flow, "sourceRef")
                        .noneMatch(source -> isSplit(graph, source) && !isDefault(source, flow)))
                .map(flow -> journey.finding(
                        flow,
                        "Expected a condition only where an exclusive gateway has several ways on, and not on the "
                                + "default, but here is one. Remove it."));
    }

    private static Stream<BpmnElement> splits(JourneyDraft journey) {
        return journey.graph().all().filter(element -> isSplit(journey.graph(), element));
    }

    private static boolean isSplit(BpmnGraph graph, BpmnElement element) {
        return element.is(Bpmn.EXCLUSIVE) && graph.flowsFrom(element).size() > 1;
    }

    private static boolean isDefault(BpmnElement gateway, XmlElement flow) {
        return !flow.id().isEmpty() && flow.id().equals(gateway.xml().attribute("default"));
    }

    private static Stream<Finding> startIsPlain(JourneyDraft journey, KnownKeys known) {
        var starts = journey.graph()
                .all(Bpmn.START)
                .filter(start -> start.scope().equals(journey.process().id()))
                .toList();
        var isPlain = starts.size() == 1
                && starts.getFirst().xml().child(Bpmn.MESSAGE_DEFINITION).isEmpty();
        return isPlain
                ? Stream.empty()
                : Stream.of(journey.finding(
                        journey.process(),
                        "Expected one plain start event, but there is none, another kind or more than one. "
                                + "People enter by segment or by request, never by the diagram alone."));
    }
}
