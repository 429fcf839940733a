package dev.waymark.journey;

import dev.waymark.profile.Profiles;
import dev.waymark.segment.CurrentSegments;
import jakarta.enterprise.context.ApplicationScoped;

/** Lets a person in whose moment by the calendar has come. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ScheduledEntrant {

    private final EnrolmentStartHandler starts;
    private final CurrentSegments segments;
    private final Profiles profiles;

    ScheduledEntrant(EnrolmentStartHandler starts, CurrentSegments segments, Profiles profiles) {
        this.starts = starts;
        this.segments = segments;
        this.profiles = profiles;
    }

    EntryOutcome enter(PublishedJourney journey, ScheduleTable.Due due) {
        var profile = profiles.lockLiving(due.profile());
        if (profile.isEmpty()) {
            return EntryOutcome.UNKNOWN;
        }
        var schedule = journey.model().entry().schedule();
        return schedule != null && segments.of(profile.get()).contains(schedule.segment())
                ? starts.enrol(
                                journey,
                                profile.get(),
                                Entrants.Cause.schedule(due.day().toString()))
                        .outcome()
                : EntryOutcome.EXCLUDED;
    }
}
