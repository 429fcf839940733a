package dev.waymark.support;

import jakarta.inject.Singleton;
import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Places where a test may kill the process or hold it up, because a random kill almost never hits a window of
 * microseconds. Thread-safe.
 *
 * <p>Off unless {@code waymark.fault.kill-at} names a point, as {@code relay.after-create} or
 * {@code relay.after-create@7} for the seventh pass; then the process halts there, without shutdown hooks.
 * {@code waymark.fault.slow-at} names one where every n-th pass takes {@code waymark.fault.slow-for} longer.
 */
@Singleton
public class FaultPoint {

    /** As the shell reports a process that got SIGKILL. */
    private static final int KILLED = 137;

    private final Optional<Armed> kill;
    private final Optional<Armed> slow;
    private final Duration slowFor;

    FaultPoint(
            @ConfigProperty(name = "waymark.fault.kill-at") Optional<String> killAt,
            @ConfigProperty(name = "waymark.fault.slow-at") Optional<String> slowAt,
            @ConfigProperty(name = "waymark.fault.slow-for", defaultValue = "0s") Duration slowFor) {
        this.kill = killAt.map(Armed::of);
        this.slow = slowAt.map(Armed::of);
        this.slowFor = slowFor;
    }

    /** A point and how often it has been passed. */
    private record Armed(String point, long nth, AtomicLong passes) {

        static Armed of(String written) {
            var at = written.lastIndexOf('@');
            return at < 0
                    ? new Armed(written, 1, new AtomicLong())
                    : new Armed(written.substring(0, at), Long.parseLong(written.substring(at + 1)), new AtomicLong());
        }

        boolean isHit(String passed) {
            return point.equals(passed) && passes.incrementAndGet() % nth == 0;
        }
    }

    /** Passes the point, or dies there, or is held up. */
    public void pass(String point) {
        if (kill.isPresent() && kill.get().isHit(point)) {
            Runtime.getRuntime().halt(KILLED);
        }
        if (slow.isPresent() && slow.get().isHit(point)) {
            var end = System.nanoTime() + slowFor.toNanos();
            for (var left = slowFor.toNanos(); left > 0; left = end - System.nanoTime()) {
                LockSupport.parkNanos(left);
            }
        }
    }
}
