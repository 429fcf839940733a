package dev.waymark.journey;

import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;

/**
 * What becomes of a move that breaks. One that was not begun has failed, and nothing has changed. Between two instances it
 * is tried on for an hour, long enough to mend what breaks it; then the enrolment ends as its instance has, because
 * nobody is to be between two versions for ever. Thread-safe; each enrolment in a transaction of its own.
 */
@ApplicationScoped
class MoveFailures {

    static final String GAVE_UP =
            "Expected an instance to go on in, but that broke for an hour and the enrolment has ended; the server's log has the cause.";

    private static final Duration TRIED_FOR = Duration.ofHours(1);
    private static final int LATER = 30;

    private final Enrolments enrolments;
    private final MigrationBatches batches;
    private final EnrolmentExits exits;

    MoveFailures(Enrolments enrolments, MigrationBatches batches, EnrolmentExits exits) {
        this.enrolments = enrolments;
        this.batches = batches;
        this.exits = exits;
    }

    /** Unless another node has got on with it. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void beforeBegin(Row row) {
        if (batches.hold(row, Step.WAITING)) {
            batches.settle(row, MoveOutcome.FAILED, MoveOutcome.BROKE);
        }
    }

    /** Later, or never. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void between(Row row, Step step) {
        enrolments.lockProfilesOf(List.of(row.enrolment()));
        var enrolment = enrolments.locked(row.enrolment()).orElseThrow();
        if (!batches.hold(row, step)) {
            return;
        }
        if (batches.breaks(row).compareTo(TRIED_FOR) < 0) {
            batches.postpone(row, LATER);
            return;
        }
        enrolment.moving = false;
        exits.exit(enrolment, "migration-broke", "engine");
        batches.settle(row, MoveOutcome.FAILED, GAVE_UP);
    }
}
