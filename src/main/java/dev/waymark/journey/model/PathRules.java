package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Every step can be reached, leads to an end, and cannot be repeated without waiting. */
final class PathRules {

    static final List<JourneyRule> ALL =
            List.of(PathRules::everyElementIsReached, PathRules::everyElementLeadsToAnEnd, PathRules::everyLoopWaits);

    private PathRules() {}

    private static Stream<Finding> everyElementIsReached(JourneyDraft journey, KnownKeys known) {
        var graph = journey.graph();
        var starts = graph.all().filter(PathRules::begins).toList();
        var reached = graph.reached(starts, graph::next);
        return graph.all()
                .filter(element -> !reached.contains(element.id()))
                .map(element -> journey.finding(
                        element, "Expected a way from the start to this element, but there is none. Connect it."));
    }

    private static Stream<Finding> everyElementLeadsToAnEnd(JourneyDraft journey, KnownKeys known) {
        var graph = journey.graph();
        var ends = graph.all().filter(PathRules::ends).toList();
        var ending = graph.reached(ends, graph::previous);
        return graph.all()
                .filter(element -> !ending.contains(element.id()))
                .map(element -> journey.finding(
                        element, "Expected a way from this element to an end event, but there is none. Connect it."));
    }

    private static Stream<Finding> everyLoopWaits(JourneyDraft journey, KnownKeys known) {
        var graph = journey.graph();
        return graph.all()
                .filter(element -> !element.is(Bpmn.CATCH))
                .filter(element -> graph.reached(nextAtOnce(graph, element), next -> nextAtOnce(graph, next))
                        .contains(element.id()))
                .map(element -> journey.finding(
                        element,
                        "Expected a wait in every loop, but this element repeats without one. "
                                + "Put a timer or an event into the loop."));
    }

    private static List<BpmnElement> nextAtOnce(BpmnGraph graph, BpmnElement element) {
        return graph.next(element).stream().filter(next -> !next.is(Bpmn.CATCH)).toList();
    }

    private static boolean begins(BpmnElement element) {
        return element.is(Bpmn.START) || element.isEventSubProcess() || isRefusedAnyway(element);
    }

    private static boolean ends(BpmnElement element) {
        return element.is(Bpmn.END) || element.isEventSubProcess() || isRefusedAnyway(element);
    }

    /** A kind the positive list refuses; one finding for it is enough. */
    private static boolean isRefusedAnyway(BpmnElement element) {
        return Bpmn.STEPS.stream().noneMatch(element::is);
    }
}
