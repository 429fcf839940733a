package dev.waymark.engine;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.locks.LockSupport;

/**
 * Tells when everything that was set in motion has come to rest: time may be moved only then, or a timer would
 * start on the wrong side of the move.
 */
@ApplicationScoped
public class EngineQuiet {

    private static final Duration LOOK_EVERY = Duration.ofMillis(120);

    private final ProcessEngine engine;
    private final EngineStart start;
    private final Outbox outbox;

    EngineQuiet(ProcessEngine engine, EngineStart start, Outbox outbox) {
        this.engine = engine;
        this.start = start;
        this.outbox = outbox;
    }

    /** Waits until nothing is on its way any more; false when that took longer than {@code patience}. */
    public boolean await(Duration patience) {
        var end = System.nanoTime() + patience.toNanos();
        var before = Optional.<String>empty();
        while (System.nanoTime() < end) {
            var now = resting();
            if (now.isPresent() && now.equals(before)) {
                return true;
            }
            before = now;
            LockSupport.parkNanos(LOOK_EVERY.toNanos());
        }
        return false;
    }

    /** The same after something was set in motion that nobody may have taken up yet. */
    public boolean awaitAfter(Duration patience) {
        LockSupport.parkNanos(LOOK_EVERY.toNanos());
        return await(patience);
    }

    private Optional<String> resting() {
        return start.isWorking() && outbox.size() == 0 ? engine.restingAt() : Optional.empty();
    }
}
