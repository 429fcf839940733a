package dev.waymark.message;

import dev.waymark.journey.EnrolmentsChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends what enrolments still wait to send when they end: their steps do not come again. Thread-safe; in the transaction
 * that ends them, under their locks.
 */
@ApplicationScoped
class MessageFollower {

    private final MessageLedger ledger;

    MessageFollower(MessageLedger ledger) {
        this.ledger = ledger;
    }

    void on(@Observes EnrolmentsChanged changed) {
        var ended = EnrolmentsChanged.ids(changed.ended());
        if (!ended.isEmpty()) {
            ledger.endOf(ended);
        }
    }
}
