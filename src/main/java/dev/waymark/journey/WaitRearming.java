package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.event.EventLog;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.journey.model.WaitStep;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;

/**
 * Makes what an enrolment waits for that of another version. A wait keeps its id, what has counted before, and its
 * deadline, because the time that runs is not changed. Called under the profile's lock; joins the caller's transaction.
 */
@ApplicationScoped
class WaitRearming {

    /** Why nobody is moved who has: what the goal has begun is ended as it was drawn for them. */
    static final String REACHED_GOAL = "Expected an enrolment that is on its way, but it has reached its goal.";

    private final WaitTable table;
    private final Waits waits;
    private final WaitLookBack past;
    private final EventLog events;

    WaitRearming(WaitTable table, Waits waits, WaitLookBack past, EventLog events) {
        this.table = table;
        this.waits = waits;
        this.past = past;
        this.events = events;
    }

    /** Whether the enrolment is about to end for its goal. */
    boolean hasReachedGoal(Enrolment enrolment) {
        return waits.goalHit(new EnrolmentId(enrolment.id)).isPresent();
    }

    /** Why nobody can wait for the goal of the other version. */
    Optional<String> unknownGoal(VersionCrossing crossing) {
        var after = crossing.to().model().goalCatch();
        return after.equals(crossing.from().model().goalCatch()) || waits.isKnown(after)
                ? Optional.empty()
                : Optional.of(
                        "Expected the goal %s of version %d in bpmn/goals.yaml, but it is not there. Declare it and move again."
                                .formatted(after.goal(), crossing.to().version()));
    }

    /** Whether the version knows what has ended the wait; one that is open fits any. */
    boolean fits(UUID wait, WaitStep step) {
        return table.hitMessage(wait)
                .map(message -> step.triggers().stream()
                        .anyMatch(trigger -> trigger.messageName().equals(message)))
                .orElse(true);
    }

    /** Behaviour since the wait was armed counts by the new definition too. */
    void rearm(Enrolment enrolment, UUID id, WaitStep step) {
        var wait = table.find(id).orElseThrow();
        table.restate(id, step.elementId(), wait.sinceSeq(), wait.deadline());
        if (wait.isArmed()) {
            var triggers = step.triggers().stream()
                    .map(trigger -> new WaitTable.Trigger(trigger.match(), trigger.messageName()))
                    .toList();
            table.disarm(id);
            waits.arm(id, enrolment, triggers);
            past.endByPast(
                    new ProfileId(enrolment.profileId),
                    triggers.stream()
                            .map(trigger ->
                                    new WaitTable.Waiting(id, enrolment.id, step.elementId(), wait.sinceSeq(), trigger))
                            .toList());
        }
    }

    /** The goal and the early ends; what is new about them counts from now on. */
    void rearm(Enrolment enrolment, JourneyModel before, JourneyModel after) {
        waits.rearm(enrolment, before, after, events.lastSeq(new ProfileId(enrolment.profileId)));
    }
}
