package dev.waymark.journey;

import dev.waymark.conversion.Goals;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.model.Exits;
import dev.waymark.journey.model.GoalCatch;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * What an enrolment waits for from its first moment: its goal, and the events that end it early. Its steps arm their
 * own waits by {@link WaitArming}; {@link WaitEnding} says what happens when one of all these ends.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class Waits {

    /** Element id of the wait for the goal, whose own id is the enrolment's. */
    static final String GOAL = "";

    /** Element id of the wait for an early end; no element can have it. */
    static final String EXIT = ":exit";

    private final WaitTable table;
    private final WaitsOfBatch batch;
    private final Goals goals;
    private final Ids ids;

    Waits(WaitTable table, WaitsOfBatch batch, Goals goals, Ids ids) {
        this.table = table;
        this.batch = batch;
        this.goals = goals;
        this.ids = ids;
    }

    /** Arms each one's goal, and unless the person is held out the early ends. */
    void armFor(List<Enrolment> begun, JourneyModel model) {
        armNew(begun.stream()
                .flatMap(enrolment -> Stream.concat(
                        goal(enrolment, model.goalCatch()).stream(),
                        enrolment.status.isActive()
                                ? exits(enrolment, model.exits(), enrolment.entrySeq, 0).stream()
                                : Stream.empty()))
                .toList());
    }

    boolean isKnown(GoalCatch goalCatch) {
        return goals.find(goalCatch.goal()).isPresent();
    }

    /** One who is held out waits for a goal with a window only. */
    private Optional<WaitTable.Opening> goal(Enrolment enrolment, GoalCatch goalCatch) {
        var goal = goals.find(goalCatch.goal()).orElseThrow();
        var deadline = goalCatch.window() == null ? null : enrolment.enrolledAt.plus(goalCatch.window());
        return deadline == null && !enrolment.status.isActive()
                ? Optional.empty()
                : Optional.of(new WaitTable.Opening(
                        new WaitTable.NewWait(enrolment.id, enrolment.id, GOAL, 0, enrolment.entrySeq),
                        deadline,
                        enrolment.profileId,
                        List.of(new WaitTable.Trigger(goal.match(), goalCatch.message()))));
    }

    /**
     * What the enrolment waits for from its first moment is that of another version from now on.
     *
     * @param now behaviour after this event counts for what is new
     */
    void rearm(Enrolment enrolment, JourneyModel before, JourneyModel after, long now) {
        if (!after.goalCatch().equals(before.goalCatch())) {
            rearmGoal(enrolment, before.goalCatch(), after.goalCatch(), now);
        }
        if (!after.exits().events().equals(before.exits().events())) {
            table.closeOf(enrolment.id, EXIT);
            exits(enrolment, after.exits(), now, table.countOf(enrolment.id, EXIT))
                    .ifPresent(opening -> armNew(List.of(opening)));
        }
    }

    /** Nobody is moved who has reached it. One whose time was over counts again, if there is time again. */
    private void rearmGoal(Enrolment enrolment, GoalCatch before, GoalCatch after, long now) {
        var goal = goals.find(after.goal()).orElseThrow();
        var wait = table.find(enrolment.id).orElseThrow();
        var since = after.goal().equals(before.goal()) ? wait.sinceSeq() : now;
        var deadline = after.window() == null ? null : enrolment.enrolledAt.plus(after.window());
        table.restate(wait.id(), GOAL, since, deadline);
        table.armAnew(wait.id());
        arm(wait.id(), enrolment, List.of(new WaitTable.Trigger(goal.match(), after.message())));
    }

    private Optional<WaitTable.Opening> exits(Enrolment enrolment, Exits exits, long since, long pass) {
        return exits.events().isEmpty()
                ? Optional.empty()
                : Optional.of(new WaitTable.Opening(
                        new WaitTable.NewWait(ids.next(), enrolment.id, EXIT, pass, since),
                        null,
                        enrolment.profileId,
                        exits.events().stream()
                                .map(match -> new WaitTable.Trigger(match, ""))
                                .toList()));
    }

    private void armNew(List<WaitTable.Opening> openings) {
        if (!openings.isEmpty()) {
            table.insertNew(openings);
            openings.forEach(opening -> tell(opening.profile(), opening.triggers()));
        }
    }

    /** From now on these events end the wait. */
    void arm(UUID wait, Enrolment enrolment, List<WaitTable.Trigger> triggers) {
        table.addTriggers(wait, enrolment.profileId, triggers);
        tell(enrolment.profileId, triggers);
    }

    private void tell(UUID profile, List<WaitTable.Trigger> triggers) {
        triggers.forEach(
                trigger -> batch.armed(new ProfileId(profile), trigger.match().event()));
    }

    /** The event that reached the goal of an enrolment. */
    Optional<Long> goalHit(EnrolmentId enrolment) {
        return table.hitSeq(enrolment.value());
    }

    /** The enrolments have ended: nothing ends their waits any more; a goal counts for as long as its window is open. */
    void close(List<UUID> enrolments) {
        if (!enrolments.isEmpty()) {
            table.close(enrolments);
        }
    }
}
