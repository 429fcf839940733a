package dev.waymark.journey;

import dev.waymark.engine.EngineRecords;
import dev.waymark.engine.EngineRecords.CreatedInstance;
import dev.waymark.engine.EngineRecords.EndedInstance;
import dev.waymark.journey.model.Step;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Follows what the broker exported: an instance whose creation was never answered is claimed, or ended if another one
 * was, wherever it stands; and an enrolment ends when its instance has, so that no model can forget to say so. The name
 * of the end event is the outcome.
 */
@ApplicationScoped
class InstanceFollower {

    private static final Logger LOG = Logger.getLogger(InstanceFollower.class);
    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final String ENGINE = "engine";

    private final EngineRecords records;
    private final Enrolments enrolments;
    private final Journeys journeys;
    private final Waits waits;
    private final EnrolmentClaims claims;
    private @Nullable Loop loop;

    InstanceFollower(
            EngineRecords records, Enrolments enrolments, Journeys journeys, Waits waits, EnrolmentClaims claims) {
        this.records = records;
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.waits = waits;
        this.claims = claims;
    }

    void start(@Observes @Priority(400) StartupEvent start) {
        loop = Loop.start("instance-follower", LOOK_EVERY, this::follow);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Each in a transaction of its own: who ends an enrolment takes the person's lock before the enrolment's. */
    private boolean follow() {
        var claimed = QuarkusTransaction.requiringNew().call(this::claimCreated);
        return QuarkusTransaction.requiringNew().call(this::endEnded) || claimed;
    }

    private boolean claimCreated() {
        var created = records.takeCreated();
        var acting = enrolments.instancesOf(
                created.stream().map(one -> one.enrolment().value()).toList());
        created.stream()
                // an instance of somebody else's database on the same broker is none of our business
                .filter(one -> acting.containsKey(one.enrolment().value()))
                .filter(one -> !acting.get(one.enrolment().value()).equals(Optional.of(one.instance())))
                .forEach(this::claimOrEnd);
        return !created.isEmpty();
    }

    private void claimOrEnd(CreatedInstance created) {
        var losers = claims.claimAll(Map.of(created.enrolment(), created.instance()));
        if (!losers.isEmpty()) {
            LOG.infof(
                    "instance was started twice, cancelling enrolment=%s instance=%d",
                    created.enrolment(), created.instance());
            claims.lost(created.enrolment(), created.instance());
        }
    }

    private boolean endEnded() {
        var ended = records.takeEnded();
        if (!ended.isEmpty()) {
            endAll(ended);
        }
        return !ended.isEmpty();
    }

    private void endAll(List<EndedInstance> ended) {
        var ids = enrolments.idsByInstance(
                ended.stream().map(EndedInstance::instance).toList());
        if (ids.isEmpty()) {
            return;
        }
        enrolments.lockProfilesOf(ids.values());
        var locked = enrolments.lockedInOrder(ids.values()).stream()
                .collect(Collectors.toMap(enrolment -> enrolment.id, Function.identity()));
        ended.stream()
                .filter(one -> ids.containsKey(one.instance()))
                .forEach(one -> end(locked.get(ids.get(one.instance())), one));
    }

    private void end(Enrolment enrolment, EndedInstance ended) {
        if (enrolment.moving && !ended.completed()) {
            // ended on purpose: another instance goes on
            return;
        }
        var next = ended.completed() ? EnrolmentStatus.COMPLETED : EnrolmentStatus.CANCELLED;
        if (enrolments.become(enrolment, next, outcome(enrolment, ended), ENGINE)) {
            waits.close(enrolment.id);
        }
    }

    private @Nullable String outcome(Enrolment enrolment, EndedInstance ended) {
        if (!ended.completed() || ended.endEvent() == null) {
            return null;
        }
        var name = journeys.version(enrolment.versionId).model().steps().stream()
                .filter(step -> step.elementId().equals(ended.endEvent()))
                .map(Step::name)
                .findFirst()
                .orElse(ended.endEvent());
        return EndName.of(name);
    }
}
