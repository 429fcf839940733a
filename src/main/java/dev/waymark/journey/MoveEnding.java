package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.journey.MigrationBatches.Open;
import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.concurrent.CompletionStage;

/**
 * Last of three steps of a move: starts the instance that goes on and makes it the one that acts. Started again after a
 * death in between, the first of the two is a loser like any other. Thread-safe; each enrolment in a transaction of its
 * own.
 */
@ApplicationScoped
class MoveEnding {

    private final Enrolments enrolments;
    private final MigrationBatches batches;
    private final ProcessEngine engine;
    private final Outbox outbox;
    private final Event<EnrolmentMoved> moved;

    MoveEnding(
            Enrolments enrolments,
            MigrationBatches batches,
            ProcessEngine engine,
            Outbox outbox,
            Event<EnrolmentMoved> moved) {
        this.enrolments = enrolments;
        this.batches = batches;
        this.engine = engine;
        this.outbox = outbox;
        this.moved = moved;
    }

    CompletionStage<Long> start(Row row, long definitionKey) {
        return engine.start(definitionKey, new EnrolmentId(row.enrolment()));
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void end(Open batch, VersionCrossing crossing, Row row, long instance) {
        enrolments.lockProfilesOf(List.of(row.enrolment()));
        var enrolment = enrolments.locked(row.enrolment()).orElseThrow();
        var id = new EnrolmentId(enrolment.id);
        if (!batches.hold(row, Step.STARTING)) {
            outbox.add(new EngineCommand.Cancel(id, instance));
            return;
        }
        enrolment.moving = false;
        enrolment.instance = instance;
        if (!enrolment.status.isActive()) {
            outbox.add(new EngineCommand.Cancel(id, instance));
            batches.settle(row, MoveOutcome.LEFT, "Ended in the meantime.");
            return;
        }
        var isThere = enrolment.versionId.equals(batch.to());
        var why = isThere ? "" : batches.detail(row);
        batches.settle(row, isThere ? MoveOutcome.MOVED : MoveOutcome.LEFT, why);
        moved.fire(
                new EnrolmentMoved(id, crossing.from().version(), crossing.to().version(), batch.actor(), why));
    }
}
