package dev.waymark.journey;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.journey.ClaimReading.Decided;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

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

    EnrolmentClaims(Enrolments enrolments, Journeys journeys, Waits waits, Outbox outbox, ClaimReading reading) {
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.waits = waits;
        this.outbox = outbox;
        this.reading = reading;
    }

    @Override
    public Optional<Claimed> claim(EnrolmentId id, long instance) {
        var decided = reading.decided(id, instance);
        return decided.isPresent()
                ? decided.filter(Decided::acts).map(Decided::claimed)
                : QuarkusTransaction.requiringNew().call(() -> claimLocked(id, instance));
    }

    private Optional<Claimed> claimLocked(EnrolmentId id, long instance) {
        return enrolments
                .locked(id.value())
                .filter(enrolment -> isMoving(enrolment) || take(enrolment, instance))
                .map(enrolment -> isMoving(enrolment)
                        ? reading.claimed(enrolment).heldFor(WHILE_MOVING)
                        : reading.claimed(enrolment));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<EnrolmentId> claimAll(Map<EnrolmentId, Long> instances) {
        var losers = new HashSet<>(instances.keySet());
        losers.removeAll(enrolments.begin(instances, ENGINE));
        if (losers.isEmpty()) {
            return losers;
        }
        var ids = losers.stream().map(EnrolmentId::value).toList();
        for (var enrolment : enrolments.lockedInOrder(ids)) {
            var id = new EnrolmentId(enrolment.id);
            if (isUndecided(enrolment) || take(enrolment, instances.get(id))) {
                losers.remove(id);
            }
        }
        return losers;
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

    /** Between two versions nobody acts: which instance will is not known yet, so none is a loser either. */
    private static boolean isMoving(Enrolment enrolment) {
        return enrolment.moving && enrolment.status.isActive();
    }

    /** The one that was ended is gone, and which of those that go on will act is decided by who has started them. */
    private static boolean isUndecided(Enrolment enrolment) {
        return isMoving(enrolment) && enrolment.instance == null;
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
