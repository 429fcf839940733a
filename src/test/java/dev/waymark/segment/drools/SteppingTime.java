package dev.waymark.segment.drools;

import java.time.Duration;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.function.LongSupplier;

/** A clock that goes on by the same step each time somebody looks at it, and by far more at some of the looks. */
final class SteppingTime implements LongSupplier {

    private static final long PAUSE = Duration.ofSeconds(5).toNanos();

    private final long step;
    private final Set<Integer> pauses = new HashSet<>();
    private long now;
    private int looks;

    SteppingTime(Duration step) {
        this.step = step.toNanos();
    }

    /** Stands still before these looks, counted from now on. */
    void pauseBefore(Collection<Integer> comingLooks) {
        looks = 0;
        pauses.addAll(comingLooks);
    }

    @Override
    public synchronized long getAsLong() {
        looks++;
        now += pauses.contains(looks) ? PAUSE : step;
        return now;
    }
}
