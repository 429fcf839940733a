package dev.waymark.behaviour;

import jakarta.transaction.TransactionScoped;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The batch of the running transaction, if it ingests events. */
@TransactionScoped
class RunningBatch {

    private @Nullable Batch batch;

    Optional<Batch> batch() {
        return Optional.ofNullable(batch);
    }

    void open(Batch opened) {
        batch = opened;
    }

    void close() {
        batch = null;
    }
}
