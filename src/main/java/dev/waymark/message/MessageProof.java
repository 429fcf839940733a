package dev.waymark.message;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.UUID;

/**
 * Settles what nobody could say: of a message that somebody got the provider has taken it, whatever became of the answer.
 * Thread-safe; joins the caller's transaction, who holds the profile's lock.
 */
@ApplicationScoped
public class MessageProof {

    /** Why such a message is ACCEPTED, for the record. */
    public static final String REASON = "proven-by-receipt";

    private final MessageTable table;

    MessageProof(MessageTable table) {
        this.table = table;
    }

    /** The message has arrived. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void arrived(UUID id) {
        table.prove(table.locked(id), REASON);
    }
}
