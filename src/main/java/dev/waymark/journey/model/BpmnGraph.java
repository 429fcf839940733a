package dev.waymark.journey.model;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Stream;

/** The flow elements of one process and its event sub-processes in document order, with the flows between them. */
final class BpmnGraph {

    /** Children of a process that are drawn but never passed. */
    private static final Set<String> NOT_PASSED =
            Set.of("documentation", "extensionElements", "textAnnotation", "association", "group", Bpmn.FLOW);

    private final Map<String, BpmnElement> elements = new LinkedHashMap<>();
    private final List<XmlElement> flows = new ArrayList<>();
    private final Map<String, List<XmlElement>> flowsBySource = new HashMap<>();
    private final Map<String, List<XmlElement>> flowsByTarget = new HashMap<>();

    BpmnGraph(XmlElement process) {
        collect(process);
        for (var flow : flows) {
            flowsBySource
                    .computeIfAbsent(flow.attribute("sourceRef"), none -> new ArrayList<>())
                    .add(flow);
            flowsByTarget
                    .computeIfAbsent(flow.attribute("targetRef"), none -> new ArrayList<>())
                    .add(flow);
        }
    }

    private void collect(XmlElement scope) {
        scope.children(Bpmn.FLOW).forEach(flows::add);
        for (var child : scope.children()) {
            if (!NOT_PASSED.contains(child.name().getLocalPart())) {
                var element = new BpmnElement(child, scope.id());
                elements.putIfAbsent(element.id(), element);
                if (element.isEventSubProcess()) {
                    collect(child);
                }
            }
        }
    }

    Stream<BpmnElement> all() {
        return elements.values().stream();
    }

    Stream<BpmnElement> all(String localName) {
        return all().filter(element -> element.is(localName));
    }

    /** The sequence flows as written, also those that lead nowhere. */
    List<XmlElement> flows() {
        return flows;
    }

    List<XmlElement> flowsFrom(BpmnElement element) {
        return flowsBySource.getOrDefault(element.id(), List.of());
    }

    List<XmlElement> flowsTo(BpmnElement element) {
        return flowsByTarget.getOrDefault(element.id(), List.of());
    }

    List<BpmnElement> next(BpmnElement element) {
        return flowsFrom(element).stream()
                .flatMap(flow -> end(flow, "targetRef"))
                .toList();
    }

    List<BpmnElement> previous(BpmnElement element) {
        return flowsTo(element).stream().flatMap(flow -> end(flow, "sourceRef")).toList();
    }

    /** The element at one end of a flow, or none. */
    Stream<BpmnElement> end(XmlElement flow, String attribute) {
        return Stream.ofNullable(elements.get(flow.attribute(attribute)));
    }

    /** The ids of everything that can be reached from these elements, themselves included. */
    Set<String> reached(List<BpmnElement> from, Function<BpmnElement, List<BpmnElement>> step) {
        var reached = new HashSet<String>();
        var open = new ArrayList<>(from);
        while (!open.isEmpty()) {
            var element = open.removeLast();
            if (reached.add(element.id())) {
                open.addAll(step.apply(element));
            }
        }
        return reached;
    }
}
