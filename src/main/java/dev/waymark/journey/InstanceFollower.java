package dev.waymark.journey;

import dev.waymark.engine.EngineRecords;
import dev.waymark.engine.EngineRecords.CreatedInstance;
import dev.waymark.engine.EngineRecords.EndedInstance;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.model.Step;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
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
    private static final Duration LOOK_FOR_ENDS_EVERY = Duration.ofMillis(100);

    /** Almost every instance is claimed by the answer to its creation, which is given this long. */
    private static final Duration LOOK_FOR_UNCLAIMED_EVERY = Duration.ofSeconds(2);

    private static final String ENGINE = "engine";

    private final EngineRecords records;
    private final Enrolments enrolments;
    private final Journeys journeys;
    private final Waits waits;
    private final EnrolmentClaims claims;
    private List<Loop> loops = List.of();

    /** The newest records when the claims were looked at last. */
    private Map<Integer, Long> before = Map.of();

    /**
     * Instances of people between two versions, to be looked at again: which one acts is not known yet. Forgotten by a
     * death of this node, they end at their first step.
     */
    private List<CreatedInstance> undecided = List.of();

    InstanceFollower(
            EngineRecords records, Enrolments enrolments, Journeys journeys, Waits waits, EnrolmentClaims claims) {
        this.records = records;
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.waits = waits;
        this.claims = claims;
    }

    void start(@Observes @Priority(400) StartupEvent start) {
        loops = List.of(
                Loop.start("instance-ends", LOOK_FOR_ENDS_EVERY, this::follow),
                Loop.start("instance-claims", LOOK_FOR_UNCLAIMED_EVERY, this::claim));
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    private boolean claim() {
        var upTo = before;
        var known = undecided;
        var looked = QuarkusTransaction.requiringNew().call(() -> claimCreated(upTo, known));
        undecided = looked.undecided();
        if (!looked.more()) {
            before = records.newest();
        }
        return looked.more();
    }

    private record Looked(boolean more, List<CreatedInstance> undecided) {}

    private Looked claimCreated(Map<Integer, Long> upTo, List<CreatedInstance> known) {
        var taken = records.takeCreated(upTo);
        var created = Stream.concat(known.stream(), taken.stream()).toList();
        var acting = enrolments.instancesOf(
                created.stream().map(one -> one.enrolment().value()).toList());
        var unclaimed = created.stream()
                // an instance of somebody else's database on the same broker is none of our business
                .filter(one -> acting.containsKey(one.enrolment().value()))
                .filter(one -> !acting.get(one.enrolment().value()).equals(Optional.of(one.instance())))
                .toList();
        if (!unclaimed.isEmpty()) {
            claimOrEnd(unclaimed);
        }
        var between = enrolments.betweenVersions(
                unclaimed.stream().map(one -> one.enrolment().value()).toList());
        return new Looked(
                !taken.isEmpty(),
                unclaimed.stream()
                        .filter(one -> between.contains(one.enrolment().value()))
                        .toList());
    }

    /** All enrolments' locks in the one order; of several instances of one enrolment each has its turn. */
    private void claimOrEnd(List<CreatedInstance> unclaimed) {
        var instances = new HashMap<EnrolmentId, Long>();
        var others = unclaimed.stream()
                .filter(one -> instances.putIfAbsent(one.enrolment(), one.instance()) != null)
                .toList();
        for (var loser : claims.claimAll(instances)) {
            LOG.infof("instance was started twice, cancelling enrolment=%s instance=%d", loser, instances.get(loser));
            claims.lost(loser, instances.get(loser));
        }
        if (!others.isEmpty()) {
            claimOrEnd(others);
        }
    }

    private boolean follow() {
        return QuarkusTransaction.requiringNew().call(this::endEnded);
    }

    private boolean endEnded() {
        var ended = records.takeEnded();
        if (!ended.isEmpty()) {
            endAll(ended);
        }
        return !ended.isEmpty();
    }

    private void endAll(List<EndedInstance> ended) {
        var ids = ids(ended.stream().map(EndedInstance::instance).toList());
        if (ids.isEmpty()) {
            return;
        }
        enrolments.lockProfilesOf(ids.values());
        var locked = enrolments.lockedInOrder(ids.values()).stream()
                .collect(Collectors.toMap(enrolment -> enrolment.id, Function.identity()));
        end(ended.stream()
                .filter(one -> ids.containsKey(one.instance()))
                .flatMap(one -> next(locked.get(ids.get(one.instance())), one).stream())
                .toList());
    }

    private void end(List<Enrolments.Next> over) {
        var become = enrolments.become(over, ENGINE);
        waits.close(become.stream().map(enrolment -> enrolment.id).toList());
    }

    /** The enrolments these instances act for, or will when they are claimed: one may be over before it was. */
    private Map<Long, UUID> ids(List<Long> instances) {
        var ids = new HashMap<>(enrolments.idsByInstance(instances));
        var unclaimed = instances.stream().filter(one -> !ids.containsKey(one)).toList();
        if (!unclaimed.isEmpty()) {
            var created = records.createdFor(unclaimed);
            var acting = enrolments.instancesOf(
                    created.values().stream().map(EnrolmentId::value).toList());
            created.forEach((instance, enrolment) -> {
                if (acting.getOrDefault(enrolment.value(), Optional.of(instance))
                        .isEmpty()) {
                    ids.put(instance, enrolment.value());
                }
            });
        }
        return ids;
    }

    /** What becomes of an enrolment by the end of an instance, if anything. */
    private Optional<Enrolments.Next> next(Enrolment enrolment, EndedInstance ended) {
        // one between two versions was ended on purpose: another instance goes on
        if ((enrolment.moving && !ended.completed()) || !isActing(enrolment, ended)) {
            return Optional.empty();
        }
        var next = ended.completed() ? EnrolmentStatus.COMPLETED : EnrolmentStatus.CANCELLED;
        return Optional.of(new Enrolments.Next(enrolment, next, outcome(enrolment, ended)));
    }

    /** One that was terminated before it was claimed says nothing: another one is started. */
    private boolean isActing(Enrolment enrolment, EndedInstance ended) {
        if (enrolment.moving && enrolment.instance == null) {
            // the goal has ended the one that goes on before that was known to be the one that acts
            enrolment.instance = ended.instance();
        } else if (enrolment.instance == null && ended.completed()) {
            claims.claimAll(Map.of(new EnrolmentId(enrolment.id), ended.instance()));
            enrolments.refresh(enrolment);
        }
        return Objects.equals(enrolment.instance, ended.instance());
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
