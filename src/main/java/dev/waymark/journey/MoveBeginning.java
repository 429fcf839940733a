package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.journey.MigrationBatches.Open;
import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;

/**
 * First of three steps of a move: from its commit on no step acts for the enrolment, and the engine is told to end the
 * instance. Who cannot be moved is left as they are. Thread-safe; each enrolment in a transaction of its own.
 */
@ApplicationScoped
class MoveBeginning {

    private static final int SOON = 2;

    private final Enrolments enrolments;
    private final MigrationBatches batches;
    private final MoveRefusals refusals;
    private final MoveOfUnbegun unbegun;
    private final Outbox outbox;

    MoveBeginning(
            Enrolments enrolments,
            MigrationBatches batches,
            MoveRefusals refusals,
            MoveOfUnbegun unbegun,
            Outbox outbox) {
        this.enrolments = enrolments;
        this.batches = batches;
        this.refusals = refusals;
        this.unbegun = unbegun;
        this.outbox = outbox;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void begin(Open batch, VersionCrossing crossing, Row row) {
        enrolments.lockProfilesOf(List.of(row.enrolment()));
        var found = enrolments.locked(row.enrolment());
        if (!batches.hold(row, Step.WAITING)) {
            return;
        }
        if (found.isEmpty()) {
            batches.settle(row, MoveOutcome.LEFT, "Expected the id of an enrolment, but there is none by this id.");
        } else if (found.get().versionId.equals(crossing.to().versionId())
                && found.get().status.isActive()) {
            batches.settle(row, MoveOutcome.ALREADY_THERE, "");
        } else {
            refusals.of(found.get(), crossing)
                    .ifPresentOrElse(
                            sentence -> batches.settle(row, MoveOutcome.LEFT, sentence),
                            () -> begin(found.get(), batch, crossing, row));
        }
    }

    private void begin(Enrolment enrolment, Open batch, VersionCrossing crossing, Row row) {
        if (enrolment.moving) {
            batches.postpone(row, SOON);
        } else if (enrolment.instance != null) {
            enrolment.moving = true;
            batches.advance(row, Step.ENDING, enrolment.instance, null, "");
            outbox.add(new EngineCommand.Cancel(new EnrolmentId(enrolment.id), enrolment.instance));
        } else if (batches.isBeingStarted(enrolment.id)) {
            batches.postpone(row, SOON);
        } else {
            unbegun.move(enrolment, batch, crossing, row);
        }
    }
}
