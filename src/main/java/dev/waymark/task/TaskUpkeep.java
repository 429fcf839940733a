package dev.waymark.task;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.EnrolmentsChanged;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.Objects;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * What happens to tasks without anybody doing it: reminders and escalations at their moment, the end of those whose
 * enrolment has ended, and following people who are joined or forgotten. Thread-safe.
 */
@ApplicationScoped
class TaskUpkeep {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 200;
    private static final String CLOCK = "clock";

    private final TaskTable table;
    private final Event<TaskChanged> changed;
    private final Clock clock;
    private @Nullable Loop loop;

    TaskUpkeep(TaskTable table, Event<TaskChanged> changed, Clock clock) {
        this.table = table;
        this.changed = changed;
        this.clock = clock;
    }

    void start(@Observes @Priority(1_000) StartupEvent start) {
        loop = Loop.start("tasks", LOOK_EVERY, this::lookAtTheClock);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean lookAtTheClock() {
        return QuarkusTransaction.requiringNew()
                .call(() -> tell("remind", "reminded") + tell("escalate", "escalated") >= AT_ONCE);
    }

    private int tell(String which, String done) {
        var due = table.takeDue(which, clock.instant(), AT_ONCE);
        due.forEach(task -> tell(task, done, CLOCK));
        return due.size();
    }

    void on(@Observes EnrolmentsChanged changed) {
        var ended = changed.ended();
        if (!ended.isEmpty()) {
            var actors = ended.stream()
                    .collect(Collectors.toMap(change -> change.enrolment().value(), EnrolmentsChanged.Change::actor));
            table.activeOf(actors.keySet())
                    .forEach(task -> cancel(task, Objects.requireNonNull(actors.get(task.enrolment()))));
        }
    }

    private void cancel(TaskTable.Row task, String actor) {
        table.settle(task.id(), TaskStatus.CANCELLED, null, null, clock.instant());
        tell(task, "cancelled", actor);
    }

    void on(@Observes ProfilesMerged merged) {
        table.move(merged.loser().value(), merged.winner().value());
    }

    void on(@Observes ProfileErased erased) {
        table.forget(erased.all().stream().map(ProfileId::value).toList());
    }

    private void tell(TaskTable.Row task, String done, String actor) {
        changed.fire(new TaskChanged(task.id(), new EnrolmentId(task.enrolment()), done, actor, task.kind()));
    }
}
