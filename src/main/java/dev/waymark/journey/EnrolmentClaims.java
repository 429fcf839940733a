package dev.waymark.journey;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;

/**
 * The claim, kept on the enrolment's row: the first process instance to ask becomes the one, under the row's lock.
 * Thread-safe.
 */
@ApplicationScoped
class EnrolmentClaims implements EnrolmentClaim {

    private static final String ENGINE = "engine";

    private final Enrolments enrolments;
    private final Journeys journeys;

    EnrolmentClaims(Enrolments enrolments, Journeys journeys) {
        this.enrolments = enrolments;
        this.journeys = journeys;
    }

    @Override
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    public Optional<Claimed> claim(EnrolmentId id, long instance) {
        return enrolments
                .locked(id.value())
                .filter(enrolment -> take(enrolment, instance))
                .map(enrolment -> new Claimed(
                        id,
                        enrolment.profileId,
                        enrolment.journey,
                        journeys.version(enrolment.versionId).version()));
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<EnrolmentId> claimAll(Map<EnrolmentId, Long> instances) {
        var losers = new HashSet<EnrolmentId>();
        // one order for everybody who locks several rows
        var ordered = new TreeMap<UUID, Long>();
        instances.forEach((id, instance) -> ordered.put(id.value(), instance));
        ordered.forEach((id, instance) -> {
            if (enrolments.locked(id).filter(one -> take(one, instance)).isEmpty()) {
                losers.add(new EnrolmentId(id));
            }
        });
        return losers;
    }

    @Override
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean holdActive(EnrolmentId id) {
        return enrolments
                .locked(id.value())
                .filter(one -> one.status.isActive())
                .isPresent();
    }

    private boolean take(Enrolment enrolment, long instance) {
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
