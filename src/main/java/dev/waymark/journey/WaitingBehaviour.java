package dev.waymark.journey;

import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestOpened;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Waiting on behaviour without a lost wake-up and without a flood: an event finds the waits it ends by an index,
 * in the transaction that stores it; an event nobody waits for costs the engine nothing.
 *
 * <p>Arming takes the profile's lock and looks at what has happened since the enrolment, so that behaviour before,
 * while and after the wait opens counts once. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class WaitingBehaviour {

    /** Before the rules: what an event starts does not wait for that same event. */
    private static final int BEFORE_RULES = 100;

    private final WaitTable table;
    private final WaitsOfBatch batch;
    private final WaitEnding ending;

    WaitingBehaviour(WaitTable table, WaitsOfBatch batch, WaitEnding ending) {
        this.table = table;
        this.batch = batch;
        this.ending = ending;
    }

    void on(@Observes IngestOpened opened) {
        batch.open(table.armed(opened.profiles()));
    }

    void on(@Observes @Priority(BEFORE_RULES) EventIngested event) {
        if (event.name() != null && batch.mayBeWaited(event.profile(), event.name())) {
            ending.endBy(
                    new WaitEnding.Behaviour(event.seq(), event.name(), event.properties()),
                    table.waitingFor(event.profile(), event.name(), event.seq()));
        }
    }
}
