package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Stream;

/** What may be said once is said once; or the engine might act on one copy while the other was checked. */
final class RepetitionRules {

    static final List<JourneyRule> ALL =
            List.of(RepetitionRules::partsAreGivenOnce, RepetitionRules::namedValuesAreGivenOnce);

    private static final Set<String> ONCE = Set.of(
            "extensionElements",
            "taskDefinition",
            "taskHeaders",
            "properties",
            "subscription",
            Bpmn.MESSAGE_DEFINITION,
            Bpmn.TIMER_DEFINITION,
            "timeDuration",
            "conditionExpression");

    private RepetitionRules() {}

    private static Stream<Finding> partsAreGivenOnce(JourneyDraft journey, KnownKeys known) {
        return journey.definitions().andDescendants().flatMap(parent -> {
            var seen = new HashSet<String>();
            return parent.children().stream()
                    .filter(child -> ONCE.contains(child.name().getLocalPart()))
                    .filter(child -> !seen.add(child.name().getLocalPart()))
                    .map(child -> journey.finding(child, repeated(Bpmn.inWords(child.name()))));
        });
    }

    private static Stream<Finding> namedValuesAreGivenOnce(JourneyDraft journey, KnownKeys known) {
        return journey.definitions().andDescendants().flatMap(parent -> {
            var seen = new HashSet<String>();
            return parent.children().stream()
                    .filter(child -> child.isIn(Bpmn.ZEEBE) && !valueName(child).isEmpty())
                    .filter(child -> !seen.add(valueName(child)))
                    .map(child -> journey.finding(child, repeated(valueName(child))));
        });
    }

    /** The key of a task header or the name of a property, or empty text. */
    private static String valueName(XmlElement element) {
        return element.attribute("key") + element.attribute("name");
    }

    private static String repeated(String what) {
        return "Expected this once here, but it is given again: " + what + ". Remove one.";
    }
}
