package dev.waymark.journey;

import dev.waymark.engine.EngineRecords;
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
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Ends enrolments whose process instance has ended, by what the broker exported: no model can forget to say so.
 * The name of the end event is the outcome.
 */
@ApplicationScoped
class EnrolmentEndFollower {

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final String ENGINE = "engine";

    private final EngineRecords records;
    private final Enrolments enrolments;
    private final Journeys journeys;
    private final Waits waits;
    private @Nullable Loop loop;

    EnrolmentEndFollower(EngineRecords records, Enrolments enrolments, Journeys journeys, Waits waits) {
        this.records = records;
        this.enrolments = enrolments;
        this.journeys = journeys;
        this.waits = waits;
    }

    void start(@Observes @Priority(400) StartupEvent start) {
        loop = Loop.start("enrolment-ends", LOOK_EVERY, this::follow);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean follow() {
        return QuarkusTransaction.requiringNew().call(() -> {
            var ended = records.takeEnded();
            if (!ended.isEmpty()) {
                endAll(ended);
            }
            return !ended.isEmpty();
        });
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
