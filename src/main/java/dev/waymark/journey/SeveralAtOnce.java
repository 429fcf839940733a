package dev.waymark.journey;

import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import java.util.function.Consumer;

/**
 * Does something for each of many, several at once, because each waits for the database many times. Each
 * has a virtual thread, and so a transaction of its own. Thread-safe.
 */
final class SeveralAtOnce {

    /** A third of the connections, so that everything else goes on beside it. */
    static final int MOST = 8;

    private SeveralAtOnce() {}

    /** Comes back when all are done; throws what one of them has thrown. */
    static <T> void each(List<T> all, Consumer<T> work) {
        try (var threads = Executors.newFixedThreadPool(
                MOST, Thread.ofVirtual().name("waymark-at-once-", 0).factory())) {
            CompletableFuture.allOf(all.stream()
                            .map(one -> CompletableFuture.runAsync(() -> work.accept(one), threads))
                            .toArray(CompletableFuture[]::new))
                    .join();
        }
    }
}
