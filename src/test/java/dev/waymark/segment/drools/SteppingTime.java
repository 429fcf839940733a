package dev.waymark.segment.drools;

import java.time.Duration;
import java.util.function.LongSupplier;

/** A clock that goes on by the same step each time somebody looks at it, and by a pause once if told so. */
final class SteppingTime implements LongSupplier {

    private final long step;
    private long now;
    private long pauseAtNextLook;

    SteppingTime(Duration step) {
        this.step = step.toNanos();
    }

    void pauseOnce(Duration pause) {
        pauseAtNextLook = pause.toNanos();
    }

    @Override
    public synchronized long getAsLong() {
        now += step + pauseAtNextLook;
        pauseAtNextLook = 0;
        return now;
    }
}
