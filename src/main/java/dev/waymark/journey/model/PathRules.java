package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.stream.Stream;

/** Every step can be reached, leads to an end, cannot be repeated without waiting, and has time to work. */
final class PathRules {

    static final List<JourneyRule> ALL = List.of(
            PathRules::everyElementIsReached,
            PathRules::everyElementLeadsToAnEnd,
            PathRules::everyLoopWaits,
            PathRules::whatIsShownHasTime);

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
                .filter(element -> !waits(graph, element))
                .filter(element -> graph.reached(nextAtOnce(graph, element), next -> nextAtOnce(graph, next))
                        .contains(element.id()))
                .map(element -> journey.finding(element, "Expected a wait in every loop, but " + spinning(element)));
    }

    private static Stream<Finding> whatIsShownHasTime(JourneyDraft journey, KnownKeys known) {
        var graph = journey.graph();
        return graph.all(Bpmn.TASK)
                .filter(task -> task.doesJob(Bpmn.SHOW_ON_SITE))
                .filter(task -> {
                    var reached = graph.reached(graph.next(task), graph::next);
                    return graph.all(Bpmn.CATCH).map(BpmnElement::id).noneMatch(reached::contains);
                })
                .map(task -> journey.finding(
                        task,
                        "Expected a wait after this step, because what it shows goes when the journey ends, but there "
                                + "is none. Add a timer."));
    }

    private static String spinning(BpmnElement element) {
        if (element.isTimerCatch()) {
            return "the date or window waited for here may be over, and this element repeats at once. Put a timer with "
                    + "a duration into the loop.";
        }
        return element.isMessageCatch()
                ? "behaviour since the entry counts here each time anew, and this element repeats at once. Choose another "
                        + "lookBack, or put a timer into the loop."
                : "this element repeats without one. Put a timer or an event into the loop.";
    }

    private static List<BpmnElement> nextAtOnce(BpmnGraph graph, BpmnElement element) {
        return graph.next(element).stream().filter(next -> !waits(graph, next)).toList();
    }

    /** Whether time passes here each time, so that a loop through it cannot spin. */
    private static boolean waits(BpmnGraph graph, BpmnElement element) {
        if (!element.is(Bpmn.CATCH)) {
            return false;
        }
        return element.isTimerCatch()
                ? !element.isTimerOfATask() || graph.previous(element).stream().allMatch(PathRules::isAhead)
                : graph.previous(element).stream()
                        .flatMap(gateway -> graph.previous(gateway).stream())
                        .noneMatch(PathRules::looksBackToTheEntry);
    }

    /** Whether the moment a task waits for comes again and again; a date or a window may be there already. */
    private static boolean isAhead(BpmnElement task) {
        return task.header(WaitUntilRules.TIME_OF_DAY).isPresent();
    }

    /** Whether the same behaviour ends the wait that a task arms each time. */
    private static boolean looksBackToTheEntry(BpmnElement task) {
        return task.header(ModelAssembly.LOOK_BACK)
                .filter(LookBack.ENTRY.word()::equals)
                .isPresent();
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
