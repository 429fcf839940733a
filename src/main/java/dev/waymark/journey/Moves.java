package dev.waymark.journey;

import dev.waymark.engine.EngineStart;
import dev.waymark.journey.MigrationBatches.Open;
import dev.waymark.journey.MigrationBatches.Row;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The three steps of a move and what is between them: the engine. Thread-safe. */
@ApplicationScoped
class Moves {

    private static final Logger LOG = Logger.getLogger(Moves.class);

    private final EngineStart engine;
    private final RemainingWork remaining;
    private final MoveBeginning beginning;
    private final MoveDecision decision;
    private final MoveEnding ending;

    Moves(
            EngineStart engine,
            RemainingWork remaining,
            MoveBeginning beginning,
            MoveDecision decision,
            MoveEnding ending) {
        this.engine = engine;
        this.remaining = remaining;
        this.beginning = beginning;
        this.decision = decision;
        this.ending = ending;
    }

    boolean isEngineThere() {
        return engine.isWorking();
    }

    void begin(Open batch, VersionCrossing crossing, Row row) {
        beginning.begin(batch, crossing, row);
    }

    /** Those whose instance has ended, as far as the engine's records say. */
    List<Row> ended(List<Row> rows) {
        var ended = remaining.ended(rows.stream()
                .flatMap(row -> Optional.ofNullable(row.instance()).stream())
                .toList());
        return rows.stream().filter(row -> ended.contains(row.instance())).toList();
    }

    void decide(VersionCrossing crossing, MoveDecision.Editions editions, Row row) {
        decision.decide(crossing, editions, row);
    }

    void stay(VersionCrossing crossing, MoveDecision.Editions editions, Row row) {
        decision.stay(crossing, editions, row);
    }

    /**
     * Starts all at once; empty for those who are to be started again, because their start is not answered or their
     * edition is not deployed yet.
     */
    Map<Row, CompletableFuture<Optional<Long>>> startAll(List<Row> rows, Function<Row, Optional<Long>> definitionKey) {
        var starts = new LinkedHashMap<Row, CompletableFuture<Optional<Long>>>();
        rows.forEach(row -> starts.put(
                row,
                definitionKey
                        .apply(row)
                        .map(key -> start(row, key))
                        .orElseGet(() -> CompletableFuture.completedFuture(Optional.empty()))));
        return starts;
    }

    private CompletableFuture<Optional<Long>> start(Row row, long definitionKey) {
        return ending.start(row, definitionKey)
                .thenApply(Optional::of)
                .exceptionally(failed -> {
                    LOG.warnf("instance not started, trying again enrolment=%s cause=%s", row.enrolment(), failed);
                    return Optional.empty();
                })
                .toCompletableFuture();
    }

    void end(Open batch, VersionCrossing crossing, Row row, long instance) {
        ending.end(batch, crossing, row, instance);
    }
}
