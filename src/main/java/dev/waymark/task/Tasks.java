package dev.waymark.task;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.event.RaisedEvents;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.Actor;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;
import java.util.UUID;
import java.util.function.Function;

/**
 * What people do with tasks: claim, release, finish. A finished task is an event of the person, which ends the wait of
 * the journey that created it and is there for rules as any other.
 *
 * <p>Thread-safe; one transaction each, under the profile's lock and then the task's.
 */
@ApplicationScoped
class Tasks {

    private static final String CALLBACK = "callback";

    private final TaskTable table;
    private final Profiles profiles;
    private final RaisedEvents raised;
    private final Event<TaskChanged> changed;
    private final Clock clock;

    Tasks(TaskTable table, Profiles profiles, RaisedEvents raised, Event<TaskChanged> changed, Clock clock) {
        this.table = table;
        this.profiles = profiles;
        this.raised = raised;
        this.changed = changed;
        this.clock = clock;
    }

    /** Somebody takes it on; a second claim by the same person changes nothing. */
    @Transactional
    Outcome<TaskTable.Row> claim(UUID id, Actor actor) {
        return change(id, task -> {
            if (task.status() == TaskStatus.CLAIMED && isTheirs(task, actor)) {
                return Outcome.done(task);
            }
            if (!task.status().mayBecome(TaskStatus.CLAIMED)) {
                return refused(task, "claimed");
            }
            table.update(id, TaskStatus.CLAIMED, actor.name());
            return done(task, "claimed", actor, "");
        });
    }

    /** Gives it back to all. */
    @Transactional
    Outcome<TaskTable.Row> release(UUID id, Actor actor) {
        return change(id, task -> {
            if (task.status() != TaskStatus.CLAIMED || !isTheirs(task, actor)) {
                return refused(task, "released by somebody who has not claimed it");
            }
            table.update(id, TaskStatus.OPEN, null);
            return done(task, "released", actor, "");
        });
    }

    /** @param outcome on which the journey goes on */
    @Transactional
    Outcome<TaskTable.Row> complete(UUID id, Actor actor, String outcome, String note) {
        return change(id, task -> {
            if (task.status() == TaskStatus.DONE && isTheirs(task, actor) && outcome.equals(task.outcome())) {
                return Outcome.done(task);
            }
            if (task.status() != TaskStatus.CLAIMED || !isTheirs(task, actor)) {
                return refused(task, "done by somebody who has not claimed it");
            }
            table.settle(id, TaskStatus.DONE, outcome, note.isEmpty() ? null : note, clock.instant());
            tellPerson(task, outcome);
            return done(task, "done", actor, outcome);
        });
    }

    /** The event says nothing that somebody has typed. */
    private void tellPerson(TaskTable.Row task, String outcome) {
        var properties = JsonNodeFactory.instance
                .objectNode()
                .put("task", task.id().toString())
                .put("enrolment", task.enrolment().toString())
                .put("journey", task.journey())
                .put("kind", task.kind())
                .put("outcome", outcome);
        raised.raise(
                new ProfileId(task.profile()),
                task.kind().equals(CALLBACK) ? "Callback Completed" : "Task Completed",
                properties,
                "task:" + task.id());
        raised.store();
    }

    private Outcome<TaskTable.Row> change(UUID id, Function<TaskTable.Row, Outcome<TaskTable.Row>> change) {
        var known = table.find(id);
        if (known.isEmpty()) {
            return Outcome.refused(unknown());
        }
        profiles.lockPerson(new ProfileId(known.get().profile()));
        return change.apply(table.locked(id).orElseThrow());
    }

    private Outcome<TaskTable.Row> done(TaskTable.Row task, String done, Actor actor, String detail) {
        changed.fire(new TaskChanged(task.id(), new EnrolmentId(task.enrolment()), done, actor.name(), detail));
        return Outcome.done(table.find(task.id()).orElseThrow());
    }

    private static boolean isTheirs(TaskTable.Row task, Actor actor) {
        return actor.isSameAs(new Actor(Objects.requireNonNullElse(task.assignee(), "")));
    }

    private static Outcome<TaskTable.Row> refused(TaskTable.Row task, String what) {
        return Outcome.refused(Rejection.of(
                CONFLICT,
                "task-not-ready",
                "Expected a task that can be %s, but it is %s%s. Look at it again."
                        .formatted(what, task.status(), task.assignee() == null ? "" : " by " + task.assignee())));
    }

    static Rejection unknown() {
        return Rejection.of(UNKNOWN, "task-unknown", "Expected the id of a task, but there is none by this id.");
    }
}
