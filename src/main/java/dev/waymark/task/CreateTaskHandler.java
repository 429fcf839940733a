package dev.waymark.task;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.profile.PersonZone;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.DayWindow;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Creates a task for people; the journey goes on at once and waits for the outcome at an event based gateway.
 * Thread-safe.
 */
@ApplicationScoped
class CreateTaskHandler implements StepHandler {

    private final TaskTable table;
    private final Profiles profiles;
    private final PersonZone zones;
    private final Event<TaskChanged> changed;
    private final TaskMoment moment;

    CreateTaskHandler(
            TaskTable table, Profiles profiles, PersonZone zones, Event<TaskChanged> changed, TaskMoment moment) {
        this.table = table;
        this.profiles = profiles;
        this.zones = zones;
        this.changed = changed;
        this.moment = moment;
    }

    @Override
    public String jobType() {
        return "waymark:create-task:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.required("kind", new StepHeader.Kind.NewKey()),
                StepHeader.required("title", new StepHeader.Kind.Text()),
                StepHeader.required("deadline", new StepHeader.Kind.Lasting()),
                StepHeader.optional("remindAfter", new StepHeader.Kind.Lasting()),
                StepHeader.optional("escalateAfter", new StepHeader.Kind.Lasting()),
                StepHeader.optional("window", new StepHeader.Kind.TraitName()));
    }

    /** A person may be at it already. */
    @Override
    public Left leave(EnrolmentId enrolment, String elementId, long pass) {
        return table.isThere(enrolment.value(), elementId, pass) ? Left.NOTHING : Left.AGAIN;
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var profile = profiles.lockPerson(new ProfileId(job.claimed().profile()));
        var task = newTask(job, profile);
        if (table.insert(task)) {
            changed.fire(new TaskChanged(task.id(), job.enrolment(), "created", "engine", task.kind()));
        }
        return Map.of();
    }

    private TaskTable.NewTask newTask(StepJob job, ProfileId profile) {
        var now = moment.now();
        var opens = opens(job, profile, now);
        return new TaskTable.NewTask(
                moment.newId(),
                job.enrolment().value(),
                job.instance(),
                profile.value(),
                job.claimed().journey(),
                job.elementId(),
                job.pass(),
                job.header("kind").orElseThrow(),
                job.header("title").orElseThrow(),
                opens,
                after(opens, job, "deadline").orElseThrow(),
                after(opens, job, "remindAfter").orElse(null),
                after(opens, job, "escalateAfter").orElse(null),
                now);
    }

    private static Optional<Instant> after(Instant opens, StepJob job, String header) {
        return job.header(header).map(Duration::parse).map(opens::plus);
    }

    /** Now, or when the part of the day begins that the person has chosen. */
    private Instant opens(StepJob job, ProfileId id, Instant now) {
        return job.header("window")
                .flatMap(trait -> profiles.find(id)
                        .flatMap(profile -> profile.text(trait)
                                .flatMap(DayWindow::named)
                                .map(window -> window.opens(now, zones.of(profile)))))
                .orElse(now);
    }
}
