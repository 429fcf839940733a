package dev.waymark.journey;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.journey.MigrationBatches.Open;
import dev.waymark.journey.MigrationBatches.Row;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;

/**
 * Moves somebody who enrolled while the journey was paused: no instance has begun, so none is to be ended, and the upkeep
 * starts the first one by the new version. Thread-safe; joins the caller's transaction, under the locks of profile and
 * enrolment.
 */
@ApplicationScoped
class MoveOfUnbegun {

    private final MigrationBatches batches;
    private final WaitRearming rearming;
    private final Event<EnrolmentMoved> moved;

    MoveOfUnbegun(MigrationBatches batches, WaitRearming rearming, Event<EnrolmentMoved> moved) {
        this.batches = batches;
        this.rearming = rearming;
        this.moved = moved;
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void move(Enrolment enrolment, Open batch, VersionCrossing crossing, Row row) {
        rearming.rearm(enrolment, crossing.from().model(), crossing.to().model());
        enrolment.versionId = crossing.to().versionId();
        batches.settle(row, MoveOutcome.MOVED, "Had not begun.");
        moved.fire(new EnrolmentMoved(
                new EnrolmentId(enrolment.id),
                crossing.from().version(),
                crossing.to().version(),
                batch.actor(),
                ""));
    }
}
