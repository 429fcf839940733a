package dev.waymark.engine.zeebe;

import java.time.Duration;
import java.util.Comparator;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Jobs that are to come again when their pause is over: failed then, without the broker's own back-off, which loses
 * some that take it more than once (docs/adr/engine/005-pauses.md). Kept in memory, some 150 bytes each: what a process
 * forgets that dies, the broker sends again when the job's timeout is over.
 *
 * <p>Thread-safe.
 */
final class PausedJobs implements AutoCloseable {

    /** How late a job comes again at most, as far as it depends on this. */
    private static final long TICK_MILLIS = 20;

    /** Commands on their way at once: as many as the broker takes beside those of everybody else. */
    private static final int MOST_AT_ONCE = 64;

    private static final Duration NOT_TAKEN = Duration.ofSeconds(1);

    private final PriorityBlockingQueue<Paused> paused =
            new PriorityBlockingQueue<>(64, Comparator.comparingLong(Paused::until));
    private final Map<Long, Paused> byKey = new ConcurrentHashMap<>();
    private final AtomicInteger onTheirWay = new AtomicInteger();
    private final LongSupplier now;
    private final Function<Paused, CompletionStage<Boolean>> comesAgain;
    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("waymark-paused-jobs").factory());

    /**
     * @param now the broker's time in milliseconds since 1970: were the pause over before a job's timeout only because
     *     the two clocks are moved one after the other, the job would come twice at once
     * @param comesAgain has the broker send the job; false where it could not be told
     */
    PausedJobs(LongSupplier now, Function<Paused, CompletionStage<Boolean>> comesAgain) {
        this.now = now;
        this.comesAgain = comesAgain;
        timer.scheduleWithFixedDelay(this::release, TICK_MILLIS, TICK_MILLIS, TimeUnit.MILLISECONDS);
    }

    /**
     * @param until as the broker counts
     * @param why a code for people who look at the broker
     */
    record Paused(long key, int retries, long until, String why) {

        private Paused again(long later) {
            return new Paused(key, retries, later, why);
        }
    }

    void add(long key, int retries, Duration length, String why) {
        keep(new Paused(key, retries, after(length), why));
    }

    private void keep(Paused job) {
        byKey.put(job.key(), job);
        paused.add(job);
    }

    /** The broker has sent the job by itself. */
    void forget(long key) {
        byKey.remove(key);
    }

    /** Whether a pause is over and the broker does not know it yet. */
    boolean isAnyDue() {
        return onTheirWay.get() > 0 || isDue(paused.peek());
    }

    @Override
    public void close() {
        timer.shutdownNow();
    }

    private void release() {
        while (onTheirWay.get() < MOST_AT_ONCE && isDue(paused.peek())) {
            onTheirWay.incrementAndGet();
            var job = paused.remove();
            if (byKey.remove(job.key(), job)) {
                tell(job);
            } else {
                onTheirWay.decrementAndGet();
            }
        }
    }

    private void tell(Paused job) {
        asked(job).whenComplete((told, broken) -> {
            if (broken != null || !told) {
                keep(job.again(after(NOT_TAKEN)));
            }
            onTheirWay.decrementAndGet();
        });
    }

    /** What is thrown would end the timer, and with it every pause. */
    private CompletionStage<Boolean> asked(Paused job) {
        try {
            return comesAgain.apply(job);
        } catch (RuntimeException broken) {
            return CompletableFuture.failedStage(broken);
        }
    }

    private boolean isDue(@Nullable Paused job) {
        return job != null && job.until() <= now.getAsLong();
    }

    private long after(Duration length) {
        return now.getAsLong() + length.toMillis();
    }
}
