package dev.waymark.journey;

import dev.waymark.journey.EnrolmentBatches.Settled;
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
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Works batches off in the background, some people in one transaction: killed in between, the rest is worked later and
 * nobody twice. Thread-safe; two nodes that look at one person do it once.
 */
@ApplicationScoped
class EnrolmentBatchWork {

    private static final Logger LOG = Logger.getLogger(EnrolmentBatchWork.class);

    private static final int ORDER = 1_000;

    /** Their locks are held together, so few that an event of one of them does not wait for long. */
    private static final int TOGETHER = 25;

    private static final Entrants.Entered UNKNOWN = new Entrants.Entered(EntryOutcome.UNKNOWN, null, "");

    private static final Entrants.Entered CLOSED =
            new Entrants.Entered(EntryOutcome.EXCLUDED, null, "The journey lets nobody in now.");

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

    /** Batches take turns, some people each. */
    private boolean workSome() {
        return batches.open().stream().map(this::workSomeOf).reduce(false, Boolean::logicalOr);
    }

    private boolean workSomeOf(EnrolmentBatches.Open batch) {
        var people = batches.next(batch.id(), TOGETHER);
        if (!workTogether(batch, people)) {
            people.forEach(person -> workAlone(batch, person));
        }
        if (people.isEmpty()) {
            batches.finish(batch.id());
            LOG.infof("enrolment batch done id=%s", batch.id());
        }
        return !people.isEmpty();
    }

    /** A commit for each would take longest of all. Where one of them breaks it, nobody suffers: see {@link #workAlone}. */
    private boolean workTogether(EnrolmentBatches.Open batch, List<Waiting> people) {
        try {
            QuarkusTransaction.requiringNew().run(() -> work(batch, people));
            return true;
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            LOG.infof("people of a batch are worked one by one batch=%s cause=%s", batch.id(), failed.getMessage());
            return false;
        }
    }

    private void workAlone(EnrolmentBatches.Open batch, Waiting person) {
        try {
            QuarkusTransaction.requiringNew().run(() -> work(batch, List.of(person)));
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            LOG.errorf(failed, "person of a batch cannot be enrolled batch=%s place=%d", batch.id(), person.place());
            QuarkusTransaction.requiringNew().run(() -> batches.settle(batch.id(), List.of(broken(person))));
        }
    }

    private static Settled broken(Waiting person) {
        return new Settled(
                person,
                Optional.empty(),
                new Entrants.Entered(
                        EntryOutcome.FAILED, null, "Something broke here; the server's log has the cause."));
    }

    /** The profiles' locks first, as everywhere, and in the one order in which everybody takes several. */
    private void work(EnrolmentBatches.Open batch, List<Waiting> people) {
        var named = profiles(people);
        var living = profiles.lockLiving(named.values());
        if (people.size() > 1 && !living.containsAll(named.values())) {
            // whom they were joined to has a lock that would be taken out of its order here
            throw new IllegalStateException("Somebody was joined to another or erased meanwhile");
        }
        var turn = batches.hold(batch.id(), people);
        settle(
                batch,
                people.stream()
                        .filter(person -> turn.contains(person.place()))
                        .map(person -> new Found(
                                person, Optional.ofNullable(named.get(person)).flatMap(profiles::lockLiving)))
                        .toList());
    }

    /** Somebody whose turn it is, and who that is. */
    private record Found(Waiting person, Optional<ProfileId> profile) {}

    /** Somebody who is named twice finds the second time that they are in. */
    private void settle(EnrolmentBatches.Open batch, List<Found> people) {
        var firsts = new LinkedHashMap<ProfileId, Found>();
        var unknown = people.stream().filter(found -> found.profile().isEmpty()).toList();
        var repeats = people.stream()
                .filter(found -> found.profile()
                        .filter(profile -> firsts.putIfAbsent(profile, found) != null)
                        .isPresent())
                .toList();
        var entered = decide(batch, firsts.keySet());
        batches.settle(
                batch.id(),
                Stream.concat(
                                unknown.stream().map(found -> settled(found, UNKNOWN)),
                                firsts.values().stream()
                                        .map(found -> settled(
                                                found,
                                                entered.get(found.profile().orElseThrow()))))
                        .toList());
        if (!repeats.isEmpty()) {
            settle(batch, repeats);
        }
    }

    private static Settled settled(Found found, Entrants.Entered entered) {
        return new Settled(found.person(), found.profile(), entered);
    }

    /** Of those whom somebody is known by. */
    private Map<Waiting, ProfileId> profiles(List<Waiting> people) {
        var found = new HashMap<Waiting, ProfileId>();
        var holders = profiles.findByIdentities(people.stream()
                .filter(person -> person.profile() == null)
                .map(EnrolmentBatchWork::identity)
                .toList());
        for (var person : people) {
            var profile = person.profile() == null
                    ? holders.get(identity(person))
                    : profiles.current(new ProfileId(person.profile()));
            if (profile != null) {
                found.put(person, profile);
            }
        }
        return found;
    }

    private static Identity identity(Waiting person) {
        return new Identity(person.kind(), person.value());
    }

    private Map<ProfileId, Entrants.Entered> decide(EnrolmentBatches.Open batch, Set<ProfileId> people) {
        var cause = Entrants.Cause.request(batch.id().toString());
        var causes = new LinkedHashMap<ProfileId, Entrants.Cause>();
        people.forEach(profile -> causes.put(profile, cause));
        return journeys.current(batch.journey())
                .map(journey -> batch.preview() ? starts.forecast(journey, causes) : starts.enrol(journey, causes))
                .orElseGet(() -> people.stream().collect(Collectors.toMap(Function.identity(), profile -> CLOSED)));
    }
}
