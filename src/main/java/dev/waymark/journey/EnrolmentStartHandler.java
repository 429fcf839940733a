package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.MembershipChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Enrols a profile in a journey: one row, one armed goal, one command for the engine, one audit entry, in one
 * transaction. Read this class first.
 *
 * <p>A person can be enrolled by entering the journey's segment, by an event, by the calendar or by request; either way
 * the unique key (journey, profile, entry key) lets only the first one through. Thread-safe.
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

    /** What a start came to, and the enrolment that is new or keeps the person out. */
    record Started(EntryOutcome outcome, @Nullable EnrolmentView enrolment, String detail) {}

    void on(@Observes MembershipChanged change) {
        if (change.entered()) {
            journeys.current().stream()
                    .filter(journey ->
                            change.segment().equals(journey.model().entry().segment()))
                    .forEach(journey -> enrol(
                            journey, change.profile(), Entrants.Cause.segment(change.segment(), change.membership())));
        }
    }

    /** Enrols the profile, or answers why not. Joins the caller's transaction. */
    @Transactional
    Started start(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        var entered = enrol(journey, profile, cause);
        var enrolment = Optional.ofNullable(entered.enrolment()).map(id -> enrolments.view(enrolments.findById(id)));
        return new Started(entered.outcome(), enrolment.orElse(null), entered.detail());
    }

    /** What {@link #start} would come to now; changes nothing. */
    @Transactional
    Entrants.Entered forecast(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        return entrants.forecast(journey, profile, cause);
    }

    @Transactional
    Entrants.Entered enrol(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        var entered = entrants.enter(journey, profile, cause);
        if (entered.outcome() == EntryOutcome.ENROLLED || entered.outcome() == EntryOutcome.HELD_OUT) {
            var enrolment = enrolments.findById(entered.enrolment());
            waits.armFor(enrolment, journey.model());
            // while a journey is paused people enter it, but do not begin: JourneyUpkeep starts them when it goes on
            if (enrolment.status.isActive() && journey.status() == JourneyStatus.PUBLISHED) {
                outbox.add(new EngineCommand.Start(new EnrolmentId(enrolment.id), journey.hash()));
            }
            enrolments.tell(enrolment, cause.actor());
        }
        return entered;
    }
}
