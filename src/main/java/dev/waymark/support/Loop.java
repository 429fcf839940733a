package dev.waymark.support;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.jboss.logging.Logger;

/**
 * A background loop that runs when woken or when its pause has passed, and outlives what its work throws.
 *
 * <p>Thread-safe. Work that returns true is run again at once: there may be more.
 */
public final class Loop implements AutoCloseable {

    private static final Logger LOG = Logger.getLogger(Loop.class);

    private final String name;
    private final Duration pause;
    private final Duration rest;
    private final BooleanSupplier work;
    private final Semaphore wake = new Semaphore(0);
    private final CountDownLatch closed = new CountDownLatch(1);
    private final Thread thread;
    private volatile boolean open = true;
    private volatile boolean failing;

    private Loop(String name, Duration pause, Duration rest, BooleanSupplier work) {
        this.name = name;
        this.pause = pause;
        this.rest = rest;
        this.work = work;
        this.thread = Thread.ofPlatform().name("waymark-" + name).daemon().unstarted(this::run);
    }

    /** Starts the loop; {@code work} says whether it found anything to do. */
    public static Loop start(String name, Duration pause, BooleanSupplier work) {
        return start(name, pause, Duration.ZERO, work);
    }

    /** @param rest that the loop takes after each run, so that what comes meanwhile is worked off together */
    public static Loop start(String name, Duration pause, Duration rest, BooleanSupplier work) {
        var loop = new Loop(name, pause, rest, work);
        loop.thread.start();
        return loop;
    }

    /** Asks for a run now; asks in between are one. */
    public void wake() {
        if (wake.availablePermits() == 0) {
            wake.release();
        }
    }

    /** Lets the current run end and stops. */
    @Override
    public void close() {
        open = false;
        closed.countDown();
        wake.release();
        try {
            thread.join(Duration.ofSeconds(10));
        } catch (InterruptedException interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void run() {
        while (open) {
            var more = runOnce();
            try {
                rest(more);
            } catch (InterruptedException interrupted) {
                open = false;
            }
        }
    }

    private boolean runOnce() {
        try {
            var more = work.getAsBoolean();
            failing = false;
            return more;
        } catch (RuntimeException | Error broken) {
            // one line while it lasts: a part that is away for an hour must not fill the log
            if (!failing && open) {
                LOG.warnf(broken, "loop failed, trying on name=%s", name);
            }
            failing = true;
            return false;
        }
    }

    private void rest(boolean more) throws InterruptedException {
        if (rest.isPositive()) {
            closed.await(rest.toMillis(), TimeUnit.MILLISECONDS);
        }
        if (!more) {
            wake.tryAcquire(pause.toMillis(), TimeUnit.MILLISECONDS);
            wake.drainPermits();
        }
    }
}
