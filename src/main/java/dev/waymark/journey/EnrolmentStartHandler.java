package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.MembershipChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;

/**
 * Enrols a profile in a journey: one row, one armed goal, one command for the engine, one audit entry, in one
 * transaction. Read this class first.
 *
 * <p>A person can be enrolled by entering the journey's segment or by request; either way the unique key
 * (journey, profile, entry key) lets only the first one through. Thread-safe.
 */
@ApplicationScoped
class EnrolmentStartHandler {

    private final Journeys journeys;
    private final Enrolments enrolments;
    private final Waits waits;
    private final Outbox outbox;
    private final Entrants entrants;

    EnrolmentStartHandler(Journeys journeys, Enrolments enrolments, Waits waits, Outbox outbox, Entrants entrants) {
        this.journeys = journeys;
        this.enrolments = enrolments;
        this.waits = waits;
        this.outbox = outbox;
        this.entrants = entrants;
    }

    /** What a start came to: the enrolment, and whether it is a new one. */
    record Started(EnrolmentView enrolment, boolean created) {}

    void on(@Observes MembershipChanged change) {
        if (!change.entered()) {
            return;
        }
        for (var journey : journeys.current()) {
            if (change.segment().equals(journey.model().entry().segment())) {
                enrol(journey, change.profile(), Entrants.Cause.segment(change.segment(), change.membership()));
            }
        }
    }

    /** Enrols the profile, or answers the enrolment that is there already. Joins the caller's transaction. */
    @Transactional
    Started start(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        var entered = enrol(journey, profile, cause);
        return new Started(enrolments.view(enrolments.findById(entered.id())), entered.created());
    }

    private Entrants.Entered enrol(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        var entered = entrants.enter(journey, profile, cause);
        if (entered.created()) {
            var enrolment = enrolments.findById(entered.id());
            waits.armGoal(enrolment, journey.model());
            outbox.add(new EngineCommand.Start(new EnrolmentId(enrolment.id), journey.hash()));
            enrolments.tell(enrolment, cause.actor());
        }
        return entered;
    }
}
