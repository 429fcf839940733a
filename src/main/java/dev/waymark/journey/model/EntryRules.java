package dev.waymark.journey.model;

import static dev.waymark.journey.model.ProcessProperties.ENTRY_AUDIENCE;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_CONDITION;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_EVENT;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_SCHEDULE;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_SEGMENT;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_SPREAD;
import static dev.waymark.journey.model.ProcessProperties.HOLDOUT;
import static dev.waymark.journey.model.ProcessProperties.RE_ENTRY;

import dev.waymark.support.Finding;
import dev.waymark.support.KeyCatalogue.Kind;
import java.util.List;
import java.util.stream.Stream;

/** The process says, in its extension properties, who enters, when, how often, and who is left out. */
final class EntryRules {

    static final List<JourneyRule> ALL = List.of(
            (journey, known) -> journey.keyExists(ENTRY_SEGMENT, Kind.SEGMENT, known),
            (journey, known) -> journey.keyExists(ENTRY_EVENT, Kind.EVENT, known),
            (journey, known) -> journey.keyExists(ENTRY_AUDIENCE, Kind.SEGMENT, known),
            (journey, known) -> journey.goesWith(ENTRY_CONDITION, ENTRY_EVENT),
            (journey, known) -> journey.goesWith(ENTRY_SCHEDULE, ENTRY_AUDIENCE),
            (journey, known) -> journey.goesWith(ENTRY_AUDIENCE, ENTRY_SCHEDULE),
            (journey, known) -> journey.goesWith(ENTRY_SPREAD, ENTRY_SCHEDULE),
            EntryRules::entryConditionCanBeRead,
            EntryRules::scheduleIsDailyOrWeekly,
            EntryRules::spreadEndsTheSameDay,
            EntryRules::reEntryIsDeclared,
            EntryRules::holdoutIsAPercentage);

    private EntryRules() {}

    private static Stream<Finding> entryConditionCanBeRead(JourneyDraft journey, KnownKeys known) {
        return journey
                .property(ENTRY_CONDITION)
                .flatMap(WrittenCondition::fault)
                .map(fault -> journey.finding(journey.process(), fault))
                .stream();
    }

    private static Stream<Finding> scheduleIsDailyOrWeekly(JourneyDraft journey, KnownKeys known) {
        return journey.expect(
                ENTRY_SCHEDULE,
                text -> WrittenSchedule.of(text).isPresent(),
                "a schedule, for example daily 09:00 or weekly monday 09:00");
    }

    private static Stream<Finding> spreadEndsTheSameDay(JourneyDraft journey, KnownKeys known) {
        return journey.expect(
                ENTRY_SPREAD,
                text -> WrittenSchedule.spread(text).isPresent(),
                "a duration of PT0S to PT12H, for example PT2H");
    }

    private static Stream<Finding> reEntryIsDeclared(JourneyDraft journey, KnownKeys known) {
        if (journey.property(RE_ENTRY).isEmpty()) {
            return Stream.of(journey.finding(
                    journey.process(),
                    "Expected the property re-entry, for example with the value once, but there is none. "
                            + "Add it: it says how often one person may run through."));
        }
        return journey.expect(
                RE_ENTRY,
                text -> EntryReading.reEntry(text).isPresent(),
                "once, after-exit, every-time or a duration such as P30D");
    }

    private static Stream<Finding> holdoutIsAPercentage(JourneyDraft journey, KnownKeys known) {
        return journey.expect(
                HOLDOUT,
                text -> EntryReading.holdout(text).isPresent(),
                "a number of percent from 0 to 50, for example 10 or 2.5");
    }
}
