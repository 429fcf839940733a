package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.stream.Stream;

/** A property with a misspelt name would say nothing, and nobody would see it. */
final class PropertyRules {

    static final List<JourneyRule> ALL = List.of(
            PropertyRules::processSaysWhatItMay,
            PropertyRules::messageCatchSaysWhatItMay,
            PropertyRules::priorityIsInRange);

    private PropertyRules() {}

    private static Stream<Finding> processSaysWhatItMay(JourneyDraft journey, KnownKeys known) {
        return unknown(journey, journey.process(), ProcessProperties.ALL);
    }

    private static Stream<Finding> messageCatchSaysWhatItMay(JourneyDraft journey, KnownKeys known) {
        return journey.graph()
                .all()
                .filter(BpmnElement::isMessageCatch)
                .flatMap(event -> unknown(journey, event.xml(), List.of(CatchRules.EVENTS, CatchRules.CONDITION)));
    }

    private static Stream<Finding> priorityIsInRange(JourneyDraft journey, KnownKeys known) {
        return journey.expect(
                ProcessProperties.PRIORITY, text -> text.matches("[1-9]\\d?|100"), "a whole number from 1 to 100");
    }

    private static Stream<Finding> unknown(JourneyDraft journey, XmlElement element, List<String> names) {
        return element.extensions("properties")
                .flatMap(properties -> properties.children().stream())
                .filter(property -> !names.contains(property.attribute("name")))
                .map(property -> journey.finding(
                        property,
                        element,
                        "Expected one of the properties " + String.join(", ", names) + ", but found "
                                + property.attribute("name") + ". Correct its name or remove it."));
    }
}
