package dev.waymark.message;

import dev.waymark.journey.EnrolmentChanged;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/**
 * Ends what an enrolment still waits to send when it ends: its step does not come again. Thread-safe; in the transaction
 * that ends it, under the enrolment's lock.
 */
@ApplicationScoped
class MessageFollower {

    private final MessageLedger ledger;

    MessageFollower(MessageLedger ledger) {
        this.ledger = ledger;
    }

    void on(@Observes EnrolmentChanged change) {
        if (!change.status().isActive()) {
            ledger.endOf(change.enrolment());
        }
    }
}
