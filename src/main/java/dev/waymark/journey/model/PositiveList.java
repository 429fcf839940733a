package dev.waymark.journey.model;

import static dev.waymark.journey.model.Bpmn.CATCH;
import static dev.waymark.journey.model.Bpmn.END;
import static dev.waymark.journey.model.Bpmn.EVENT_BASED;
import static dev.waymark.journey.model.Bpmn.EXCLUSIVE;
import static dev.waymark.journey.model.Bpmn.FLOW;
import static dev.waymark.journey.model.Bpmn.MESSAGE_DEFINITION;
import static dev.waymark.journey.model.Bpmn.START;
import static dev.waymark.journey.model.Bpmn.STEPS;
import static dev.waymark.journey.model.Bpmn.SUB_PROCESS;
import static dev.waymark.journey.model.Bpmn.TASK;
import static dev.waymark.journey.model.Bpmn.TIMER_DEFINITION;

import dev.waymark.support.Finding;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Walks every element of a file and refuses whatever a journey may not hold; the engine can do much more than a
 * marketer's file should be able to ask of it, and what nobody thought of must be refused too.
 */
final class PositiveList implements JourneyRule {

    private static final Set<String> DRAWN = Set.of(FLOW, "textAnnotation", "association", "group");
    private static final Set<String> ANYWHERE = Set.of("documentation", "extensionElements");

    /** What may lie inside what, in BPMN. A parent that is not named here may hold nothing but {@link #ANYWHERE}. */
    private static final Map<String, Set<String>> INSIDE = Map.ofEntries(
            Map.entry("definitions", Set.of("process", "message")),
            Map.entry("process", all(STEPS, DRAWN, Set.of(SUB_PROCESS))),
            Map.entry(SUB_PROCESS, all(STEPS, DRAWN)),
            Map.entry(START, Set.of("outgoing", MESSAGE_DEFINITION)),
            Map.entry(END, Set.of("incoming")),
            Map.entry(CATCH, Set.of("incoming", "outgoing", MESSAGE_DEFINITION, TIMER_DEFINITION)),
            Map.entry(TASK, Set.of("incoming", "outgoing")),
            Map.entry(EXCLUSIVE, Set.of("incoming", "outgoing")),
            Map.entry(EVENT_BASED, Set.of("incoming", "outgoing")),
            Map.entry(FLOW, Set.of("conditionExpression")),
            Map.entry(TIMER_DEFINITION, Set.of("timeDuration", "timeDate", "timeCycle")),
            Map.entry("textAnnotation", Set.of("text")));

    /** The same for Zeebe's extensions. */
    private static final Map<String, Set<String>> EXTENSIONS = Map.of(
            "extensionElements", Set.of("taskDefinition", "taskHeaders", "properties", "subscription"),
            "taskHeaders", Set.of("header"),
            "properties", Set.of("property"));

    @Override
    public Stream<Finding> check(JourneyDraft journey, KnownKeys known) {
        return insideOf(journey, journey.definitions(), journey.definitions());
    }

    private static Stream<Finding> insideOf(JourneyDraft journey, XmlElement parent, XmlElement drawn) {
        return parent.children().stream()
                .filter(child -> !isDiagram(parent, child))
                .flatMap(child -> isAllowed(parent, child)
                        ? insideOf(journey, child, drawn(child, drawn))
                        : Stream.of(journey.finding(child, drawn(child, drawn), sentence(parent, child))));
    }

    /** The element a person sees: this one, or the one around it that has an id. */
    private static XmlElement drawn(XmlElement element, XmlElement around) {
        return element.id().isEmpty() ? around : element;
    }

    private static boolean isDiagram(XmlElement parent, XmlElement child) {
        return parent.is("definitions") && child.isIn(Bpmn.DIAGRAM);
    }

    private static boolean isAllowed(XmlElement parent, XmlElement child) {
        var name = child.name().getLocalPart();
        var parentName = parent.name().getLocalPart();
        if (child.isIn(Bpmn.ZEEBE)) {
            return EXTENSIONS.getOrDefault(parentName, Set.of()).contains(name);
        }
        if (!child.isIn(Bpmn.MODEL) || !parent.isIn(Bpmn.MODEL) || parent.is("extensionElements")) {
            return false;
        }
        return !isEmbedded(child)
                && (ANYWHERE.contains(name) || inside(parentName).contains(name));
    }

    private static Set<String> inside(String parentName) {
        return INSIDE.getOrDefault(parentName, Set.of());
    }

    private static boolean isEmbedded(XmlElement element) {
        return element.is(SUB_PROCESS) && !element.attribute("triggeredByEvent").equals("true");
    }

    private static String sentence(XmlElement parent, XmlElement child) {
        var found = isEmbedded(child) ? "embedded sub process" : Bpmn.inWords(child.name());
        if (parent.is("process") || parent.is(SUB_PROCESS)) {
            return "Expected a start event, end event, service task, intermediate catch event, exclusive gateway, "
                    + "event based gateway or event sub process, but this is a kind of step journeys may not use: "
                    + found + ". Replace it.";
        }
        return "Expected only what a journey may hold inside " + Bpmn.inWords(parent.name())
                + ", but this is not among it: " + found + ". Remove it.";
    }

    @SafeVarargs
    private static Set<String> all(Set<String>... parts) {
        var all = new HashSet<String>();
        for (var part : parts) {
            all.addAll(part);
        }
        return Set.copyOf(all);
    }
}
