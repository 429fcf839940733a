package dev.waymark.journey;

import dev.waymark.conversion.Goals;
import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestOpened;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.profile.ProfileId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Waiting on behaviour without a lost wake-up and without a flood: an event finds the waits it ends by an index,
 * in the transaction that stores it; an event nobody waits for costs the engine nothing.
 *
 * <p>Arming takes the profile's lock and looks at what has happened since the enrolment, so that behaviour before,
 * while and after the wait opens counts once. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class Waits {

    /** Before the rules: what an event starts does not wait for that same event. */
    private static final int BEFORE_RULES = 100;

    private final WaitTable table;
    private final WaitsOfBatch batch;
    private final Goals goals;
    private final Outbox outbox;

    Waits(WaitTable table, WaitsOfBatch batch, Goals goals, Outbox outbox) {
        this.table = table;
        this.batch = batch;
        this.goals = goals;
        this.outbox = outbox;
    }

    /** The goal ends the journey wherever the person is: armed with the enrolment, named by its id. */
    void armGoal(Enrolment enrolment, JourneyModel model) {
        var goal = goals.find(model.goal()).orElseThrow();
        table.insert(new WaitTable.NewWait(enrolment.id, enrolment.id, "", 0, enrolment.entrySeq), Optional.empty());
        table.addTrigger(enrolment.id, enrolment.profileId, goal.event(), model.goalMessage());
        batch.armed(new ProfileId(enrolment.profileId), goal.event());
    }

    /** The event that reached the goal of an enrolment. */
    Optional<Long> goalHit(EnrolmentId enrolment) {
        return table.hitSeq(enrolment.value());
    }

    void on(@Observes IngestOpened opened) {
        batch.open(table.armed(opened.profiles()));
    }

    void on(@Observes @Priority(BEFORE_RULES) EventIngested event) {
        if (event.name() != null && batch.mayBeWaited(event.profile(), event.name())) {
            table.waitingFor(event.profile(), event.name(), event.seq()).forEach(wait -> hit(wait, event.seq()));
            batch.ended(event.profile(), event.name());
        }
    }

    void hit(WaitTable.Waiting wait, long seq) {
        table.markHit(wait.id(), seq);
        outbox.add(new EngineCommand.Publish(
                new EnrolmentId(wait.enrolment()), wait.message(), wait.id().toString()));
    }

    /** What the loser waits for, the winner does from now on. */
    void move(ProfileId loser, ProfileId winner) {
        table.move(loser, winner);
    }

    List<WaitTable.Armed> armedOf(ProfileId profile) {
        return table.armedOf(profile);
    }

    /** The enrolment has ended: nothing ends its waits any more. */
    void close(UUID enrolment) {
        table.close(enrolment);
    }
}
