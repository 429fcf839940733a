package dev.waymark.journey;

import dev.waymark.engine.EngineRecords;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.journey.Resumptions.Remaining;
import dev.waymark.journey.VersionCrossing.Side;
import dev.waymark.journey.model.Place;
import dev.waymark.journey.model.ResumingEdition;
import dev.waymark.support.WrittenDuration;
import io.quarkus.arc.All;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Finds out what an ended instance has left to do: where it stood, whether the step there is done, when its timer ends.
 * Thread-safe; in the caller's transaction, under the locks of profile and enrolment.
 */
@ApplicationScoped
class RemainingWork {

    private final EngineRecords records;
    private final Resumptions resumptions;
    private final WaitTable waits;
    private final StepWords words;
    private final List<StepHandler> handlers;

    RemainingWork(
            EngineRecords records,
            Resumptions resumptions,
            WaitTable waits,
            StepWords words,
            @All List<StepHandler> handlers) {
        this.records = records;
        this.resumptions = resumptions;
        this.waits = waits;
        this.words = words;
        this.handlers = handlers;
    }

    /** Those of these instances that have ended. */
    Set<Long> ended(List<Long> instances) {
        return instances.isEmpty() ? Set.of() : records.endedOf(instances);
    }

    /** Whether it came to its own end, and was not ended. */
    boolean completed(long instance) {
        return records.of(instance).stream()
                .anyMatch(record -> record.elementType().equals("PROCESS")
                        && record.intent().equals("ELEMENT_COMPLETED"));
    }

    /** The element at which the enrolment was seen last, empty where it was seen nowhere. */
    Optional<String> lastSeen(Enrolment enrolment, Side version) {
        return Optional.ofNullable(enrolment.instance)
                .flatMap(instance -> StandingPlace.of(records.of(instance), version.model()))
                .flatMap(place -> ResumingEdition.isOurs(place.elementId())
                        ? resumptions.newest(enrolment.id).map(Remaining::elementId)
                        : Optional.of(place.elementId()))
                .filter(elementId -> version.places()
                        .find(elementId)
                        .filter(Place::isForResting)
                        .isPresent());
    }

    /** Empty where it cannot be known yet: somebody is still at the step. */
    Optional<Remaining> of(Enrolment enrolment, Side version, long instance) {
        var resumed = resumptions.newest(enrolment.id);
        var variables = words.variables(enrolment.id, version.places(), resumed.map(Remaining::variables));
        var stood = StandingPlace.of(records.of(instance), version.model())
                .filter(place -> !ResumingEdition.isOurs(place.elementId()));
        if (stood.isEmpty() && resumed.isPresent()) {
            // it had not gone on yet
            return resumed.map(before -> new Remaining(before.elementId(), before.due(), before.openWait(), variables));
        }
        var place = stood.flatMap(one -> version.places().find(one.elementId())).orElseGet(() -> start(version));
        return left(new Ended(enrolment, version, stood.orElse(null), resumed.orElse(null), variables), place);
    }

    /** An instance that has ended, and what is known of it. */
    private record Ended(
            Enrolment enrolment,
            Side version,
            @Nullable StandingPlace stood,
            @Nullable Remaining resumed,
            Map<String, String> variables) {

        Remaining at(String elementId) {
            return new Remaining(elementId, null, null, variables);
        }

        Optional<Remaining> after(Place place) {
            return Optional.of(at(place.next().getFirst()));
        }

        /** The time it was started with, where it still stands there. */
        @Nullable
        Instant dueFromBefore(Place place) {
            return resumed != null
                            && stood != null
                            && stood.isFirstPass()
                            && resumed.elementId().equals(place.elementId())
                    ? resumed.due()
                    : null;
        }
    }

    private static Place start(Side version) {
        return version.places().byId().values().stream()
                .filter(place -> place.type().equals("START_EVENT"))
                .findFirst()
                .orElseThrow();
    }

    private Optional<Remaining> left(Ended ended, Place place) {
        if (!place.canBegin()) {
            // the start, or an event behind a gateway that has happened
            return ended.after(place);
        }
        if (place.isTask()) {
            return leftOfTask(ended, place);
        }
        if (place.isGateway()) {
            return Optional.of(leftOfGateway(ended, place));
        }
        var due = place.timer().isEmpty()
                        || ended.stood() == null
                        || ended.stood().pass() == 0
                ? null
                : due(ended, place);
        return Optional.of(new Remaining(place.elementId(), due, null, ended.variables()));
    }

    private Optional<Remaining> leftOfTask(Ended ended, Place task) {
        var pass = ended.stood() == null ? 0 : ended.stood().pass();
        var armed = waits.armedBy(ended.enrolment().id, task.elementId(), pass);
        if (task.armsAWait() && armed.isPresent()) {
            var wait = armed.get();
            return Optional.of(new Remaining(task.next().getFirst(), wait.deadline(), wait.id(), ended.variables()));
        }
        if (words.isDecided(ended.enrolment().id, task.elementId(), pass)) {
            return Optional.of(behindDecision(ended, task));
        }
        return switch (handler(task).leave(new EnrolmentId(ended.enrolment().id), task.elementId(), pass)) {
            case AGAIN -> Optional.of(ended.at(task.elementId()));
            case NOTHING -> ended.after(task);
            case UNKNOWN -> Optional.empty();
        };
    }

    /** What a step keeps as its decision is the last it does. */
    private Remaining behindDecision(Ended ended, Place task) {
        var places = ended.version().places();
        var next = places.find(task.next().getFirst()).orElseThrow();
        var due = next.isTimerOfATask()
                ? words.momentFound(ended.enrolment().id, places, next).orElse(null)
                : null;
        return new Remaining(next.elementId(), due, null, ended.variables());
    }

    private StepHandler handler(Place task) {
        return handlers.stream()
                .filter(one -> one.jobType().equals(task.kind()))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException("Nobody does " + task.kind()));
    }

    private Remaining leftOfGateway(Ended ended, Place gateway) {
        var places = ended.version().places();
        return waits.newestBy(
                        ended.enrolment().id,
                        places.armingOf(gateway.elementId())
                                .map(Place::elementId)
                                .toList())
                .map(wait -> new Remaining(gateway.elementId(), wait.deadline(), wait.id(), ended.variables()))
                .orElseGet(() -> ended.at(places.armingOf(gateway.elementId())
                        .findFirst()
                        .orElseThrow()
                        .elementId()));
    }

    private @Nullable Instant due(Ended ended, Place timer) {
        var before = ended.dueFromBefore(timer);
        if (before != null) {
            return before;
        }
        var since = ended.stood().since();
        return timer.isTimerOfATask()
                ? words.momentFound(ended.enrolment().id, ended.version().places(), timer)
                        .orElse(since)
                : WrittenDuration.of(timer.timer()).map(since::plus).orElse(since);
    }
}
