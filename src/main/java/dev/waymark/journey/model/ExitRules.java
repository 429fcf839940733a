package dev.waymark.journey.model;

import static dev.waymark.journey.model.ProcessProperties.ENTRY_SEGMENT;
import static dev.waymark.journey.model.ProcessProperties.EXIT_CONDITION;
import static dev.waymark.journey.model.ProcessProperties.EXIT_ENTERING;
import static dev.waymark.journey.model.ProcessProperties.EXIT_EVENTS;
import static dev.waymark.journey.model.ProcessProperties.EXIT_LEAVING;

import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue.Kind;
import java.util.List;
import java.util.stream.Stream;

/** What takes people out of a journey exists, and leaves somebody in it. */
final class ExitRules {

    static final List<JourneyRule> ALL = List.of(
            (journey, known) -> journey.keysExist(EXIT_EVENTS, Kind.EVENT, known),
            (journey, known) -> journey.keysExist(EXIT_ENTERING, Kind.SEGMENT, known),
            (journey, known) -> journey.keysExist(EXIT_LEAVING, Kind.SEGMENT, known),
            (journey, known) -> journey.goesWith(EXIT_CONDITION, EXIT_EVENTS),
            ExitRules::exitConditionCanBeRead,
            ExitRules::whoEntersMayStay,
            ExitRules::oneSegmentIsOneExit);

    private ExitRules() {}

    private static Stream<Finding> exitConditionCanBeRead(JourneyDraft journey, KnownKeys known) {
        return journey
                .property(EXIT_CONDITION)
                .flatMap(WrittenCondition::fault)
                .map(fault -> journey.finding(journey.process(), fault))
                .stream();
    }

    private static Stream<Finding> whoEntersMayStay(JourneyDraft journey, KnownKeys known) {
        return journey
                .property(ENTRY_SEGMENT)
                .filter(journey.names(EXIT_ENTERING)::contains)
                .map(segment -> journey.finding(
                        journey.process(),
                        "Expected people who enter by the segment " + segment + " to stay, but entering it takes them"
                                + " out by exit-entering. Remove it from one of the two, or name it in exit-leaving."))
                .stream();
    }

    private static Stream<Finding> oneSegmentIsOneExit(JourneyDraft journey, KnownKeys known) {
        return journey.names(EXIT_LEAVING).stream()
                .filter(journey.names(EXIT_ENTERING)::contains)
                .map(segment -> journey.finding(
                        journey.process(),
                        "Expected a segment in one of exit-entering and exit-leaving, but " + segment
                                + " is in both. Remove it from one of the two."));
    }
}
