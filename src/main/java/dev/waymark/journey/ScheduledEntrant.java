package dev.waymark.journey;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.segment.CurrentSegments;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a person in whose moment by the calendar has come. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ScheduledEntrant {

    private final ScheduleTable table;
    private final Journeys journeys;
    private final EnrolmentStartHandler starts;
    private final CurrentSegments segments;
    private final Profiles profiles;

    ScheduledEntrant(
            ScheduleTable table,
            Journeys journeys,
            EnrolmentStartHandler starts,
            CurrentSegments segments,
            Profiles profiles) {
        this.table = table;
        this.journeys = journeys;
        this.starts = starts;
        this.segments = segments;
        this.profiles = profiles;
    }

    void enter(ScheduleTable.Due due) {
        var profile = profiles.lockLiving(due.profile());
        if (table.hold(due)) {
            table.settle(due, profile.map(person -> decide(due, person)).orElse(EntryOutcome.UNKNOWN));
        }
    }

    private EntryOutcome decide(ScheduleTable.Due due, ProfileId profile) {
        return journeys.current(due.journey())
                .filter(journey -> journey.model().entry().schedule() != null)
                .filter(journey -> segments.of(profile)
                        .contains(journey.model().entry().schedule().segment()))
                .map(journey -> starts.enrol(
                                journey,
                                profile,
                                Entrants.Cause.schedule(due.day().toString()))
                        .outcome())
                .orElse(EntryOutcome.EXCLUDED);
    }
}
