package dev.waymark.journey;

import dev.waymark.journey.EnrolmentBatches.BatchView;
import dev.waymark.journey.EnrolmentBatches.Waiting;
import dev.waymark.profile.Identity;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.DatabaseAway;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works batches off in the background, some people at a time, each time in one transaction: killed in between, the rest
 * is worked later and nobody twice. Thread-safe; nodes share a batch.
 */
@ApplicationScoped
class EnrolmentBatchWork {

    private static final Logger LOG = Logger.getLogger(EnrolmentBatchWork.class);

    private static final int ORDER = 1_000;
    private static final int AT_ONCE = 100;
    private static final Duration LOOK_EVERY = Duration.ofSeconds(2);

    private final EnrolmentBatches batches;
    private final Journeys journeys;
    private final Profiles profiles;
    private final EnrolmentStartHandler starts;
    private @Nullable Loop loop;

    EnrolmentBatchWork(EnrolmentBatches batches, Journeys journeys, Profiles profiles, EnrolmentStartHandler starts) {
        this.batches = batches;
        this.journeys = journeys;
        this.profiles = profiles;
        this.starts = starts;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        loop = Loop.start("enrolment-batches", LOOK_EVERY, this::workSome);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Asks to begin now. */
    void wake() {
        if (loop != null) {
            loop.wake();
        }
    }

    private boolean workSome() {
        var waiting = batches.longestWaiting();
        waiting.ifPresent(batch -> {
            if (!workSomeOf(batch, AT_ONCE)) {
                batches.finish(batch.id());
                LOG.infof("enrolment batch done id=%s people=%d", batch.id(), batch.people());
            }
        });
        return waiting.isPresent();
    }

    /** If some people together cannot be enrolled, each is alone, so that nobody suffers from a neighbour. */
    private boolean workSomeOf(BatchView batch, int atOnce) {
        try {
            return QuarkusTransaction.requiringNew().call(() -> enrolNext(batch, atOnce)) > 0;
        } catch (RuntimeException failed) {
            if (atOnce == 1 || DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            return workSomeOf(batch, 1);
        }
    }

    private record Found(Waiting person, Optional<ProfileId> profile) {}

    private int enrolNext(BatchView batch, int atOnce) {
        var found = new ArrayList<Found>();
        batches.next(batch.id(), atOnce).forEach(person -> found.add(new Found(person, profile(person))));
        // all at first and in the one order in which everybody locks several
        profiles.lock(found.stream().flatMap(one -> one.profile().stream()).toList());
        found.forEach(one -> settle(batch, one));
        return found.size();
    }

    private Optional<ProfileId> profile(Waiting person) {
        return person.profile() != null
                ? Optional.of(profiles.current(new ProfileId(person.profile())))
                : profiles.findByIdentity(new Identity(person.kind(), person.value()));
    }

    private void settle(BatchView batch, Found found) {
        var decided = found.profile()
                .map(profile -> decide(batch, profile))
                .orElseGet(() -> new Entrants.Entered(EntryOutcome.UNKNOWN, null, ""));
        batches.settle(found.person(), found.profile(), decided.outcome(), decided.detail(), decided.enrolment());
    }

    private Entrants.Entered decide(BatchView batch, ProfileId profile) {
        var journey = journeys.current(batch.journey());
        if (journey.isEmpty()) {
            return new Entrants.Entered(EntryOutcome.EXCLUDED, null, "The journey lets nobody in now.");
        }
        // one person may be named twice, but is one person
        var cause = Entrants.Cause.request(batch.id().toString());
        return batch.preview()
                ? starts.forecast(journey.get(), profile, cause)
                : starts.enrol(journey.get(), profile, cause);
    }
}
