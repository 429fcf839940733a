package dev.waymark.journey.model;

import static dev.waymark.journey.model.ProcessProperties.ENTRY_AUDIENCE;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_CONDITION;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_EVENT;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_SCHEDULE;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_SEGMENT;
import static dev.waymark.journey.model.ProcessProperties.ENTRY_SPREAD;
import static dev.waymark.journey.model.ProcessProperties.HOLDOUT;
import static dev.waymark.journey.model.ProcessProperties.RE_ENTRY;

import dev.waymark.event.EventMatch;
import dev.waymark.support.WrittenDuration;
import java.time.Duration;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads who enters a journey from its properties; each of them by itself, so that the rules can ask too. */
final class EntryReading {

    private static final double MOST_HELD_OUT = 50;

    private EntryReading() {}

    /** Of a draft in which no rule found anything. */
    static Entry of(JourneyDraft draft) {
        var period = draft.property(RE_ENTRY).flatMap(WrittenDuration::of).orElse(null);
        return new Entry(
                draft.property(ENTRY_SEGMENT).orElse(null),
                event(draft),
                schedule(draft),
                draft.property(RE_ENTRY).flatMap(EntryReading::reEntry).orElseThrow(),
                period,
                draft.property(HOLDOUT).flatMap(EntryReading::holdout).orElse(0.0));
    }

    static Optional<ReEntry> reEntry(String text) {
        return ReEntry.named(text).or(() -> WrittenDuration.of(text).map(period -> ReEntry.PERIODIC));
    }

    static Optional<Double> holdout(String text) {
        return Optional.of(text)
                .filter(written -> written.matches("\\d{1,2}(\\.\\d{1,3})?"))
                .map(Double::valueOf)
                .filter(percent -> percent <= MOST_HELD_OUT);
    }

    private static @Nullable EventMatch event(JourneyDraft draft) {
        var condition =
                draft.property(ENTRY_CONDITION).map(WrittenCondition::of).orElse(null);
        return draft.property(ENTRY_EVENT)
                .map(name -> new EventMatch(name, condition))
                .orElse(null);
    }

    private static @Nullable EntrySchedule schedule(JourneyDraft draft) {
        var spread =
                draft.property(ENTRY_SPREAD).flatMap(WrittenSchedule::spread).orElse(Duration.ZERO);
        var audience = draft.property(ENTRY_AUDIENCE);
        return draft.property(ENTRY_SCHEDULE)
                .flatMap(WrittenSchedule::of)
                .map(when -> new EntrySchedule(audience.orElseThrow(), when.day(), when.at(), spread))
                .orElse(null);
    }
}
