package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;

/**
 * First of three steps of a move: from its commit on no step acts for the enrolment, and the engine is told to end the
 * instance. Who cannot be moved is left as they are. Thread-safe; each enrolment in a transaction of its own.
 */
@ApplicationScoped
class MoveBeginning {

    private static final int SOON = 2;

    private final Enrolments enrolments;
    private final MigrationBatches batches;
    private final RemainingWork remaining;
    private final WaitRearming rearming;
    private final Outbox outbox;

    MoveBeginning(
            Enrolments enrolments,
            MigrationBatches batches,
            RemainingWork remaining,
            WaitRearming rearming,
            Outbox outbox) {
        this.enrolments = enrolments;
        this.batches = batches;
        this.remaining = remaining;
        this.rearming = rearming;
        this.outbox = outbox;
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void begin(VersionCrossing crossing, Row row) {
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
            refusal(found.get(), crossing)
                    .ifPresentOrElse(
                            sentence -> batches.settle(row, MoveOutcome.LEFT, sentence),
                            () -> begin(found.get(), crossing, row));
        }
    }

    private Optional<String> refusal(Enrolment enrolment, VersionCrossing crossing) {
        if (!enrolment.status.isActive()) {
            return Optional.of("Expected an enrolment that runs, but it has ended.");
        }
        if (rearming.hasReachedGoal(enrolment)) {
            return Optional.of(WaitRearming.REACHED_GOAL);
        }
        if (!enrolment.versionId.equals(crossing.from().versionId())) {
            return Optional.of("Expected an enrolment of version %d, but it runs through another one."
                    .formatted(crossing.from().version()));
        }
        return remaining
                .lastSeen(enrolment, crossing.from())
                .map(crossing::of)
                .filter(VersionCrossing.Landing.Nowhere.class::isInstance)
                .map(landing -> ((VersionCrossing.Landing.Nowhere) landing).sentence());
    }

    private void begin(Enrolment enrolment, VersionCrossing crossing, Row row) {
        if (enrolment.moving) {
            batches.postpone(row, SOON);
        } else if (enrolment.instance != null) {
            enrolment.moving = true;
            batches.advance(row, Step.ENDING, enrolment.instance, null, "");
            outbox.add(new EngineCommand.Cancel(new EnrolmentId(enrolment.id), enrolment.instance));
        } else if (batches.isBeingStarted(enrolment.id)) {
            batches.postpone(row, SOON);
        } else {
            // enrolled while the journey was paused: nothing has begun, and the upkeep starts it by its new version
            rearming.rearm(enrolment, crossing.from().model(), crossing.to().model());
            enrolment.versionId = crossing.to().versionId();
            batches.settle(row, MoveOutcome.MOVED, "Had not begun.");
        }
    }
}
