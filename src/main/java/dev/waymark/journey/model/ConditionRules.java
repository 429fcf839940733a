package dev.waymark.journey.model;

import dev.waymark.journey.model.GatewayCondition.Comparison;
import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A gateway compares what a step before it has set, with words the step can set it to. */
final class ConditionRules {

    static final List<JourneyRule> ALL =
            List.of(ConditionRules::conditionsOnlyCompare, ConditionRules::comparedIsWhatAStepSets);

    private ConditionRules() {}

    private static Stream<Finding> conditionsOnlyCompare(JourneyDraft journey, KnownKeys known) {
        return journey.graph().flows().stream()
                .filter(flow ->
                        texts(flow).anyMatch(text -> GatewayCondition.of(text).isEmpty()))
                .map(flow -> journey.finding(
                        flow,
                        "Expected a condition that only compares decision or arm with words in quotes, for example "
                                + "= decision = \"sleepers\", but it does something else. Let a task decide and compare "
                                + "its result."));
    }

    private static Stream<Finding> comparedIsWhatAStepSets(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all(Bpmn.EXCLUSIVE)
                .flatMap(gateway -> StepResult.VARIABLES.stream().flatMap(variable -> at(journey, gateway, variable)));
    }

    private static Stream<Finding> at(JourneyDraft journey, BpmnElement gateway, String variable) {
        var graph = journey.graph();
        var flows = graph.flowsFrom(gateway).stream()
                .filter(flow -> words(flow, variable).findAny().isPresent())
                .toList();
        if (flows.isEmpty()) {
            return Stream.empty();
        }
        var passed = passed(graph, gateway, variable);
        if (passed.stream().anyMatch(element -> isUnset(graph, element, variable))) {
            return flows.stream().map(flow -> unset(journey, flow, variable));
        }
        return otherWords(journey, flows, variable, results(passed, variable));
    }

    /** Everything on the ways here, back to where the variable was set last or to the start. */
    private static List<BpmnElement> passed(BpmnGraph graph, BpmnElement gateway, String variable) {
        var passed = graph.reached(
                List.of(gateway), element -> sets(element, variable) ? List.of() : graph.previous(element));
        return graph.all().filter(element -> passed.contains(element.id())).toList();
    }

    private static boolean isUnset(BpmnGraph graph, BpmnElement element, String variable) {
        return graph.previous(element).isEmpty() && !sets(element, variable);
    }

    private static Finding unset(JourneyDraft journey, XmlElement flow, String variable) {
        return journey.finding(
                flow,
                "Expected a task before this condition that sets " + variable + " for everybody who comes here, but "
                        + "somebody can come without. A task that decides sets decision, one that splits sets arm.");
    }

    private static List<StepResult> results(List<BpmnElement> passed, String variable) {
        return passed.stream()
                .filter(element -> sets(element, variable))
                .flatMap(element -> StepResult.of(element).stream())
                .toList();
    }

    private static Stream<Finding> otherWords(
            JourneyDraft journey, List<XmlElement> flows, String variable, List<StepResult> results) {
        var known = results.stream().flatMap(result -> result.words().stream()).collect(Collectors.toSet());
        if (results.stream().anyMatch(result -> result.words().isEmpty())) {
            return Stream.empty();
        }
        return flows.stream()
                .flatMap(flow -> words(flow, variable)
                        .filter(word -> !known.contains(word))
                        .map(word -> journey.finding(flow, KeyCatalogue.unknown(variable, word, known))));
    }

    /** The words a flow's condition compares a variable with. */
    private static Stream<String> words(XmlElement flow, String variable) {
        return texts(flow)
                .flatMap(text -> GatewayCondition.of(text).stream())
                .flatMap(condition -> condition.comparisons().stream())
                .filter(comparison -> comparison.variable().equals(variable))
                .map(Comparison::word);
    }

    private static Stream<String> texts(XmlElement flow) {
        return flow.children("conditionExpression").map(XmlElement::text);
    }

    private static boolean sets(BpmnElement element, String variable) {
        return StepResult.of(element)
                .filter(result -> result.variable().equals(variable))
                .isPresent();
    }
}
