package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestClosed;
import dev.waymark.event.IngestOpened;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfilesMerged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;
import java.util.Set;

/**
 * Adds what people do to what is known of them, in the transaction that stores the events.
 *
 * <p>Thread-safe. Runs under the profiles' locks: rules that are asked next see the event counted, and both are
 * committed together or not at all.
 */
@ApplicationScoped
class BehaviourFolding {

    /** After armed waits (100), which do not ask; before rules (200), which do. */
    private static final int BEFORE_RULES = 150;

    /** Some rules are asked at the end of the batch (200), and answered from it. */
    private static final int AFTER_RULES = 250;

    private final Tables tables;
    private final RunningBatch running;

    BehaviourFolding(Tables tables, RunningBatch running) {
        this.tables = tables;
        this.running = running;
    }

    void on(@Observes @Priority(BEFORE_RULES) IngestOpened opened) {
        running.open(new Batch(tables, opened.profiles(), opened.events()));
    }

    void on(@Observes @Priority(BEFORE_RULES) EventIngested event) {
        running.batch().orElseThrow().add(event);
    }

    void on(@Observes @Priority(AFTER_RULES) IngestClosed closed) {
        running.batch().ifPresent(Batch::save);
        running.close();
    }

    /** A sum of sums is the sum of all: no event has to be read again. */
    void on(@Observes ProfilesMerged merged) {
        running.batch().ifPresent(Batch::save);
        var winner = merged.winner();
        var batch = new Batch(tables, Set.of(winner));
        var loser = List.of(merged.loser());
        tables.summaries.load(loser).values().forEach(summary -> batch.addSummary(winner, summary));
        tables.interests.load(loser).forEach((row, days) -> batch.addInterest(winner, row.key(), days));
        tables.orders.load(loser).values().forEach(order -> batch.addOrder(winner, order));
        batch.save();
        tables.delete(loser);
    }

    void on(@Observes ProfileErased erased) {
        tables.delete(erased.all());
    }
}
