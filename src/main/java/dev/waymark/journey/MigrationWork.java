package dev.waymark.journey;

import dev.waymark.journey.MigrationBatches.Open;
import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import dev.waymark.support.DatabaseAway;
import dev.waymark.support.FaultPoint;
import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Moves enrolments to another version in the background, each in three steps with a commit after each: killed in between,
 * the next life goes on from there. Only so many are between two instances at once, so that the broker is not swamped.
 *
 * <p>Thread-safe; two nodes that look at one enrolment move it once.
 */
@ApplicationScoped
class MigrationWork {

    private static final Logger LOG = Logger.getLogger(MigrationWork.class);

    private static final int ORDER = 1_000;

    /** As many as the broker takes beside everything else without answering late. */
    private static final int AT_ONCE = 40;

    private static final Duration LOOK_EVERY = Duration.ofMillis(250);
    private static final int SOON = 2;
    private static final String NOT_LIVE =
            "Expected a version that people run through, but it has been stopped or archived. Choose another one.";

    private final MigrationBatches batches;
    private final Crossings crossings;
    private final Moves moves;
    private final MoveFailures failures;
    private final FaultPoint fault;

    /** Of the loop's thread alone: batches whose failure has been logged. */
    private final Set<UUID> broken = new HashSet<>();

    private @Nullable Loop loop;

    MigrationWork(MigrationBatches batches, Crossings crossings, Moves moves, MoveFailures failures, FaultPoint fault) {
        this.batches = batches;
        this.crossings = crossings;
        this.moves = moves;
        this.failures = failures;
        this.fault = fault;
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        loop = Loop.start("migrations", LOOK_EVERY, this::workSome);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Asks to begin now. */
    void wake() {
        if (loop != null) {
            loop.wake();
        }
    }

    private boolean workSome() {
        var open = batches.open();
        broken.retainAll(open.stream().map(Open::id).toList());
        return open.stream().map(this::workSomeApart).reduce(false, Boolean::logicalOr);
    }

    /** No batch suffers from another; one that breaks is tried on, and says so once. */
    private boolean workSomeApart(Open batch) {
        try {
            var more = workSomeOf(batch);
            broken.remove(batch.id());
            return more;
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            if (broken.add(batch.id())) {
                LOG.errorf(failed, "migration broke, trying on batch=%s", batch.id());
            }
            return false;
        }
    }

    /** What is in hand first; then as many more as there is room for. */
    private boolean workSomeOf(Open batch) {
        if (!crossings.isLive(batch.to())) {
            batches.leaveWaiting(batch.id(), NOT_LIVE);
        }
        if (!isReady(batch)) {
            return false;
        }
        var crossing = crossings.between(batch.from(), batch.to(), batch.mapping());
        var decided = decide(batch, crossing);
        var ended = end(batch, crossing);
        var begun = begin(batch, crossing);
        batches.finish(batch.id());
        return decided || ended || begun;
    }

    private boolean decide(Open batch, VersionCrossing crossing) {
        var rows = moves.ended(batches.next(batch.id(), Step.ENDING, AT_ONCE));
        each(rows, row -> moves.decide(crossing, crossings::edition, row), row -> stay(crossing, row));
        return worked(rows, "migration.after-decision");
    }

    private void stay(VersionCrossing crossing, Row broken) {
        one(broken, row -> moves.stay(crossing, crossings::edition, row), row -> failures.between(row, Step.ENDING));
    }

    private boolean end(Open batch, VersionCrossing crossing) {
        var rows = batches.take(batch.id(), AT_ONCE);
        var starts = moves.startAll(rows, row -> crossings.definitionKey(row.hash()));
        each(
                rows,
                row -> starts.get(row)
                        .join()
                        .ifPresentOrElse(
                                instance -> end(batch, crossing, row, instance), () -> batches.postpone(row, SOON)),
                row -> failures.between(row, Step.STARTING));
        return starts.values().stream().anyMatch(start -> start.join().isPresent())
                && worked(rows, "migration.after-end");
    }

    private void end(Open batch, VersionCrossing crossing, Row row, long instance) {
        fault.pass("migration.after-create");
        moves.end(batch, crossing, row, instance);
    }

    private boolean begin(Open batch, VersionCrossing crossing) {
        if (batches.isBreaking(batch.id())) {
            return false;
        }
        var rows = batches.next(batch.id(), Step.WAITING, Math.max(0, AT_ONCE - batches.inHand()));
        each(rows, row -> moves.begin(batch, crossing, row), failures::beforeBegin);
        return worked(rows, "migration.after-begin");
    }

    private boolean worked(List<Row> rows, String point) {
        if (!rows.isEmpty()) {
            fault.pass(point);
        }
        return !rows.isEmpty();
    }

    /** Both editions are deployed: the one to go on in, and the one to go back to. */
    private boolean isReady(Open batch) {
        return moves.isEngineThere()
                && crossings.definitionKey(crossings.edition(batch.from())).isPresent()
                && crossings.definitionKey(crossings.edition(batch.to())).isPresent();
    }

    /** Several at once, each in transactions of their own; nobody suffers from another. */
    private static void each(List<Row> rows, Consumer<Row> work, Consumer<Row> onFailure) {
        SeveralAtOnce.each(rows, row -> one(row, work, onFailure));
    }

    private static void one(Row row, Consumer<Row> work, Consumer<Row> onFailure) {
        try {
            work.accept(row);
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            LOG.errorf(failed, "enrolment cannot be moved enrolment=%s batch=%s", row.enrolment(), row.batch());
            onFailure.accept(row);
        }
    }
}
