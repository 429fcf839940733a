package dev.waymark.engine.brokerplugin;

import java.time.Duration;
import java.util.function.LongSupplier;

/**
 * Says when to try again after failures: soon at first, then every two seconds, so that an outage costs nothing.
 *
 * <p>Measured by the machine's own running time, because the broker's clock can be moved or stopped.
 */
final class RetryPause {

    private static final long FIRST = Duration.ofMillis(100).toNanos();
    private static final long LONGEST = Duration.ofSeconds(2).toNanos();

    private final LongSupplier nanoTime;
    private long pause;
    private long dueAt;

    RetryPause(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    boolean isOver() {
        return pause == 0 || nanoTime.getAsLong() - dueAt >= 0;
    }

    /** Returns whether this is the first failure after a success, which is the one worth a line in the log. */
    boolean failed() {
        var first = pause == 0;
        pause = first ? FIRST : Math.min(2 * pause, LONGEST);
        dueAt = nanoTime.getAsLong() + pause;
        return first;
    }

    /** Returns whether there had been failures. */
    boolean succeeded() {
        var recovered = pause > 0;
        pause = 0;
        return recovered;
    }
}
