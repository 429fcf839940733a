package dev.waymark.journey;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.conversion.Conversions;
import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.event.EventLog;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What happens when behaviour ends a wait: a step goes on, the goal counts and stops the journey, or the enrolment ends
 * early. Called under the profile's lock; thread-safe, joins the caller's transaction.
 */
@ApplicationScoped
class WaitEnding {

    /** Events of finished tasks name the task and the enrolment it was for. */
    private static final String TASK = "task";

    private static final String ENROLMENT = "enrolment";

    private final WaitTable table;
    private final Enrolments enrolments;
    private final EnrolmentExits exits;
    private final Conversions conversions;
    private final Outbox outbox;

    WaitEnding(WaitTable table, Enrolments enrolments, EnrolmentExits exits, Conversions conversions, Outbox outbox) {
        this.table = table;
        this.enrolments = enrolments;
        this.exits = exits;
        this.conversions = conversions;
        this.outbox = outbox;
    }

    /** An event, as far as a wait looks at it. */
    record Behaviour(long seq, String name, JsonNode properties) {

        static Behaviour of(EventLog.Stored event) {
            return new Behaviour(event.seq(), event.name(), event.properties());
        }

        /** Whether it counts for this trigger: it may tell of another enrolment than the one that waits. */
        boolean ends(WaitTable.Waiting waiting) {
            var about = properties.has(TASK) ? properties.path(ENROLMENT).asText("") : "";
            return (about.isEmpty() || about.equals(waiting.enrolment().toString()))
                    && waiting.trigger().match().matches(name, properties);
        }
    }

    /** Ends those of the waits that this behaviour ends, each by its first trigger that matches; goals before all others. */
    void endBy(Behaviour behaviour, List<WaitTable.Waiting> triggers) {
        triggers.stream()
                .filter(behaviour::ends)
                .collect(Collectors.toMap(WaitTable.Waiting::id, one -> one, (first, later) -> first))
                .values()
                .stream()
                .sorted(Comparator.comparing(waiting -> !waiting.elementId().equals(Waits.GOAL)))
                .forEach(waiting -> end(waiting, behaviour));
    }

    void end(WaitTable.Waiting waiting, Behaviour behaviour) {
        var message = waiting.trigger().message();
        table.markHit(waiting.id(), behaviour.seq(), message);
        switch (waiting.elementId()) {
            case Waits.GOAL -> reachGoal(waiting, behaviour);
            case Waits.EXIT -> exits.leaveEarly(waiting.enrolment(), EndName.of("exit " + behaviour.name()));
            default -> tellEngine(waiting, message);
        }
    }

    private void reachGoal(WaitTable.Waiting waiting, Behaviour behaviour) {
        enrolments.locked(waiting.enrolment()).ifPresent(enrolment -> {
            conversions.record(
                    enrolments.goalOf(enrolment), new ProfileId(enrolment.profileId), enrolment.id, behaviour.seq());
            if (enrolment.status.isActive()) {
                tellEngine(waiting, waiting.trigger().message());
            }
        });
    }

    /** Tells it again: the first message may have expired before the waiting step was there. */
    void tellAgain(WaitTable.NewWait wait) {
        table.hitMessage(wait.id())
                .ifPresent(message -> outbox.add(new EngineCommand.Publish(
                        new EnrolmentId(wait.enrolment()), message, wait.id().toString())));
    }

    private void tellEngine(WaitTable.Waiting waiting, String message) {
        outbox.add(new EngineCommand.Publish(
                new EnrolmentId(waiting.enrolment()), message, waiting.id().toString()));
    }

    /** The trigger of one wait that this behaviour meets first. */
    static Optional<WaitTable.Waiting> firstMet(Behaviour behaviour, List<WaitTable.Waiting> triggers) {
        return triggers.stream().filter(behaviour::ends).findFirst();
    }
}
