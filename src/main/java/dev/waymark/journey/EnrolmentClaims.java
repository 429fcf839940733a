package dev.waymark.journey;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.journey.ClaimReading.Standing;
import dev.waymark.support.Gathered;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * The claim, kept on the enrolment's row: the first process instance to ask becomes the one, under the row's lock. Whoever
 * asks later, which is nearly every step, only reads. Thread-safe.
 */
@ApplicationScoped
class EnrolmentClaims implements EnrolmentClaim {

    private static final String ENGINE = "engine";

    /** How long steps stay away while somebody is moved to another version: that takes less than a second. */
    private static final Duration WHILE_MOVING = Duration.ofMillis(200);

    private final Enrolments enrolments;
    private final Journeys journeys;
    private final Waits waits;
    private final Outbox outbox;
    private final ClaimReading reading;
    private final Gathered<Asked, Optional<Standing>> together = new Gathered<>(this::claimTogether);

    EnrolmentClaims(Enrolments enrolments, Journeys journeys, Waits waits, Outbox outbox, ClaimReading reading) {
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.waits = waits;
        this.outbox = outbox;
        this.reading = reading;
    }

    @Override
    public Optional<Claimed> claim(EnrolmentId id, long instance) {
        var standing = reading.standing(id);
        if (standing.filter(Standing::isOpen).isPresent()) {
            standing = together.ask(new Asked(id, instance));
        }
        if (standing.filter(Standing::isOpen).isPresent()) {
            // somebody has its row in hand, and nobody else is to wait for them
            standing = QuarkusTransaction.requiringNew().call(() -> claimAlone(id, instance));
        }
        return standing.flatMap(known -> claimed(known, instance));
    }

    private record Asked(EnrolmentId enrolment, long instance) {}

    /** In a wave many a first step comes before the answer to its instance's creation: a transaction for each is dear. */
    private List<Optional<Standing>> claimTogether(List<Asked> all) {
        return QuarkusTransaction.requiringNew().call(() -> {
            // of two instances of one enrolment the first one gets it, and the other is read to be none
            enrolments.begin(
                    all.stream().collect(Collectors.toMap(Asked::enrolment, Asked::instance, (first, later) -> first)),
                    ENGINE);
            var standing = reading.standing(
                    all.stream().map(Asked::enrolment).distinct().toList());
            return all.stream()
                    .map(asked -> Optional.ofNullable(standing.get(asked.enrolment())))
                    .toList();
        });
    }

    private Optional<Standing> claimAlone(EnrolmentId id, long instance) {
        claimLocked(Set.of(id), Map.of(id, instance));
        enrolments.flush();
        return reading.standing(id);
    }

    /** Between two versions nobody acts: which instance will is not known yet, so none is a loser either. */
    private Optional<Claimed> claimed(Standing standing, long instance) {
        if (standing.moving() && standing.status().isActive()) {
            return Optional.of(reading.claimed(standing).heldFor(WHILE_MOVING));
        }
        return standing.actsBy(instance) ? Optional.of(reading.claimed(standing)) : Optional.empty();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<EnrolmentId> claimAll(Map<EnrolmentId, Long> instances) {
        var losers = new HashSet<>(instances.keySet());
        losers.removeAll(enrolments.begin(instances, ENGINE));
        if (!losers.isEmpty()) {
            // most were claimed by their first step: it may be sending, and its lock is not waited for
            var standing = reading.standing(losers);
            losers.removeIf(id -> standing.containsKey(id) && standing.get(id).actsBy(instances.get(id)));
            losers.removeAll(claimLocked(losers, instances));
        }
        return losers;
    }

    private Set<EnrolmentId> claimLocked(Set<EnrolmentId> ids, Map<EnrolmentId, Long> instances) {
        if (ids.isEmpty()) {
            return Set.of();
        }
        return enrolments.lockedInOrder(ids.stream().map(EnrolmentId::value).toList()).stream()
                .filter(enrolment -> isUndecided(enrolment)
                        || take(enrolment, Objects.requireNonNull(instances.get(new EnrolmentId(enrolment.id)))))
                .map(enrolment -> new EnrolmentId(enrolment.id))
                .collect(Collectors.toSet());
    }

    @Override
    @Transactional
    public void lost(EnrolmentId id, long instance) {
        outbox.add(new EngineCommand.Cancel(id, instance));
        // a message goes to one instance only, and may have gone to the one that is ended here
        enrolments
                .locked(id.value())
                .filter(enrolment -> enrolment.status == EnrolmentStatus.RUNNING)
                .filter(enrolment -> waits.goalHit(id).isPresent())
                .map(enrolment -> journeys.version(enrolment.versionId).model().goalMessage())
                .ifPresent(message -> outbox.add(new EngineCommand.Publish(id, message, id.toString())));
    }

    /** Not for somebody who has reached the goal, even where the engine has not been told yet. */
    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean holdActive(EnrolmentId id, long instance) {
        return enrolments
                .locked(id.value())
                .filter(enrolment -> enrolment.status.isActive())
                .filter(enrolment -> Long.valueOf(instance).equals(enrolment.instance))
                .filter(enrolment -> waits.goalHit(id).isEmpty())
                .isPresent();
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Duration heldFor(EnrolmentId id) {
        return enrolments.findByIdOptional(id.value()).map(reading::heldNow).orElse(Duration.ZERO);
    }

    /** The one that was ended is gone, and which of those that go on will act is decided by who has started them. */
    private static boolean isUndecided(Enrolment enrolment) {
        return enrolment.moving && enrolment.status.isActive() && enrolment.instance == null;
    }

    private boolean take(Enrolment enrolment, long instance) {
        if (enrolment.moving) {
            return false;
        }
        if (enrolment.instance != null) {
            // an end that was read early must not turn its own instance into a loser
            return enrolment.instance == instance && enrolment.status != EnrolmentStatus.CANCELLED;
        }
        if (!enrolment.status.isActive()) {
            return false;
        }
        enrolment.instance = instance;
        return enrolments.become(enrolment, EnrolmentStatus.RUNNING, null, ENGINE);
    }
}
