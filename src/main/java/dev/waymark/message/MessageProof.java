package dev.waymark.message;

import dev.waymark.offer.Codes;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.UUID;

/**
 * Settles what nobody could say: of a message that somebody got the provider has taken it, whatever became of the answer.
 * Thread-safe; joins the caller's transaction, who holds the profile's lock.
 */
@ApplicationScoped
public class MessageProof {

    /** Why such a message is ACCEPTED, for the record. */
    public static final String REASON = "proven-by-receipt";

    private final MessageLedger ledger;
    private final Codes codes;
    private final Event<MessageSettled> settled;
    private final Clock clock;

    MessageProof(MessageLedger ledger, Codes codes, Event<MessageSettled> settled, Clock clock) {
        this.ledger = ledger;
        this.codes = codes;
        this.settled = settled;
        this.clock = clock;
    }

    /**
     * The message has arrived; of one whose end is known otherwise nothing changes. It counts for the day on which it was
     * handed over, not for the one on which somebody heard of it.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void arrived(UUID id) {
        var message = ledger.findById(id, LockModeType.PESSIMISTIC_WRITE);
        if (!message.status.mayBeProven(message.tries)) {
            return;
        }
        message.status = MessageStatus.ACCEPTED;
        message.reason = REASON;
        message.leasedUntil = null;
        message.settledAt = message.settledAt == null ? clock.instant() : message.settledAt;
        if (message.code != null) {
            codes.confirm(message.code);
        }
        settled.fire(message.settled());
    }
}
