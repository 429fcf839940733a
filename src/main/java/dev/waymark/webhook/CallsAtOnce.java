package dev.waymark.webhook;

import dev.waymark.support.Failure;
import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Semaphore;

/**
 * Lets few calls of one system be on their way at once, so that a slow one holds up its own callers and nobody else's
 * steps. Thread-safe.
 */
@Singleton
class CallsAtOnce {

    /** Of the threads on which all steps are done. */
    private static final int MOST = 2;

    private static final Duration COME_AGAIN = Duration.ofSeconds(1);

    private final Map<String, Semaphore> places = new ConcurrentHashMap<>();

    /** Makes the call, or has it come again a little later. */
    void one(String webhook, Runnable call) {
        var place = places.computeIfAbsent(webhook, key -> new Semaphore(MOST));
        if (!place.tryAcquire()) {
            throw Failure.retryable("webhook-busy", "Other calls of this webhook are on their way.", COME_AGAIN, null);
        }
        try {
            call.run();
        } finally {
            place.release();
        }
    }
}
