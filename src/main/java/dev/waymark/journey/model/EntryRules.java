package dev.waymark.journey.model;

import dev.waymark.support.Finding;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;

/** The process says, in its extension properties, who enters, how often, and what the journey is for. */
final class EntryRules {

    static final String ENTRY_SEGMENT = "entry-segment";
    static final String RE_ENTRY = "re-entry";
    static final String GOAL = "goal";

    static final List<JourneyRule> ALL = List.of(
            EntryRules::propertiesAreKnown,
            EntryRules::entrySegmentExists,
            EntryRules::reEntryIsDeclared,
            EntryRules::goalIsDeclared);

    private static final Set<String> PROPERTIES = Set.of(ENTRY_SEGMENT, RE_ENTRY, GOAL);

    private EntryRules() {}

    private static Stream<Finding> propertiesAreKnown(JourneyDraft journey, KnownKeys known) {
        return journey.process()
                .extensions("properties")
                .flatMap(properties -> properties.children().stream())
                .filter(property -> !PROPERTIES.contains(property.attribute("name")))
                .map(property -> journey.finding(
                        property,
                        "Expected the properties entry-segment, re-entry and goal, but found "
                                + property.attribute("name") + ". Correct its name or remove it."));
    }

    private static Stream<Finding> entrySegmentExists(JourneyDraft journey, KnownKeys known) {
        return journey
                .property(ENTRY_SEGMENT)
                .filter(segment -> !known.segments().contains(segment))
                .map(segment -> journey.finding(journey.process(), unknown("segment", segment, known.segments())))
                .stream();
    }

    private static Stream<Finding> reEntryIsDeclared(JourneyDraft journey, KnownKeys known) {
        var word = journey.property(RE_ENTRY);
        if (word.isEmpty()) {
            return Stream.of(journey.finding(
                    journey.process(),
                    "Expected the property re-entry with the value once, but there is none. "
                            + "Add it: it says how often one person may run through."));
        }
        return word.flatMap(ReEntry::named).isPresent()
                ? Stream.empty()
                : Stream.of(journey.finding(
                        journey.process(),
                        "Expected the property re-entry with the value once, but it is " + word.get()
                                + ". Correct it."));
    }

    private static Stream<Finding> goalIsDeclared(JourneyDraft journey, KnownKeys known) {
        var goal = journey.property(GOAL);
        if (goal.isEmpty()) {
            return Stream.of(journey.finding(
                    journey.process(),
                    "Expected the property goal, but there is none. Add it with a key of bpmn/goals.yaml: "
                            + "a journey without a goal cannot be measured."));
        }
        return known.goals().contains(goal.get())
                ? Stream.empty()
                : Stream.of(journey.finding(journey.process(), unknown("goal", goal.get(), known.goals())));
    }

    /** "Expected a known goal, but there is none named x. Known: a, b." */
    static String unknown(String what, String key, Set<String> keys) {
        var sorted = keys.isEmpty() ? "none" : String.join(", ", new TreeSet<>(keys));
        return "Expected a known " + what + ", but there is none named " + key + ". Known: " + sorted + ".";
    }
}
