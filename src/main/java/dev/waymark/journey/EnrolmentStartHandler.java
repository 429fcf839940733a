package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.MembershipsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
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

    void on(@Observes MembershipsChanged changed) {
        journeys.current().forEach(journey -> {
            var causes = new LinkedHashMap<ProfileId, Entrants.Cause>();
            changed.changes().stream()
                    .filter(change -> change.entered()
                            && change.segment().equals(journey.model().entry().segment()))
                    .forEach(change -> causes.put(
                            change.profile(), Entrants.Cause.segment(change.segment(), change.membership())));
            enrol(journey, causes);
        });
    }

    /** Enrols the profile, or answers why not. Joins the caller's transaction. */
    @Transactional
    Started start(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        var entered = enrol(journey, profile, cause);
        var enrolment = Optional.ofNullable(entered.enrolment()).map(id -> enrolments.view(enrolments.findById(id)));
        return new Started(entered.outcome(), enrolment.orElse(null), entered.detail());
    }

    /** What {@link #enrol} would come to now; changes nothing. */
    @Transactional
    Map<ProfileId, Entrants.Entered> forecast(PublishedJourney journey, Map<ProfileId, Entrants.Cause> causes) {
        return entrants.forecast(journey, causes);
    }

    @Transactional
    Entrants.Entered enrol(PublishedJourney journey, ProfileId profile, Entrants.Cause cause) {
        return entrants.lock(profile)
                .map(living -> enrol(journey, Map.of(living, cause)).get(living))
                .orElseGet(Entrants::unknown);
    }

    /** Enrols people whose locks are held, each for a cause, or answers for each why not. */
    @Transactional
    Map<ProfileId, Entrants.Entered> enrol(PublishedJourney journey, Map<ProfileId, Entrants.Cause> causes) {
        if (causes.isEmpty()) {
            return Map.of();
        }
        var decided = entrants.enter(journey, causes);
        if (!decided.begun().isEmpty()) {
            begin(journey, decided.begun(), causes);
        }
        return decided.entered();
    }

    private void begin(PublishedJourney journey, List<Enrolment> begun, Map<ProfileId, Entrants.Cause> causes) {
        waits.armFor(begun, journey.model());
        // while a journey is paused people enter it, but do not begin: JourneyUpkeep starts them when it goes on
        if (journey.status() == JourneyStatus.PUBLISHED) {
            outbox.add(begun.stream()
                    .filter(enrolment -> enrolment.status.isActive())
                    .map(enrolment -> new EngineCommand.Start(new EnrolmentId(enrolment.id), journey.hash()))
                    .toList());
        }
        enrolments.tell(
                begun,
                enrolment -> Objects.requireNonNull(causes.get(new ProfileId(enrolment.profileId)))
                        .actor());
    }
}
