package dev.waymark.fault;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.locks.LockSupport;

/**
 * An event every tenth of a second beside what else goes on, and the time until it is acknowledged: from the moment it was
 * due, so that nothing is forgotten of a time in which none was taken.
 */
final class TimedEvents implements AutoCloseable {

    private static final Duration APART = Duration.ofMillis(100);

    private final ExecutorService thread = Executors.newSingleThreadExecutor();
    private final EnrollingClient client;
    private List<Long> nanos = new ArrayList<>();

    TimedEvents(EnrollingClient client) {
        this.client = client;
        thread.submit(this::send);
    }

    private void send() {
        for (var due = System.nanoTime(); !thread.isShutdown(); due += APART.toNanos()) {
            LockSupport.parkNanos(due - System.nanoTime());
            if (client.track(client.nextPerson(), "Product Viewed")) {
                took(System.nanoTime() - due);
            }
        }
    }

    private synchronized void took(long time) {
        nanos.add(time);
    }

    /** Of the events since it was asked last. */
    synchronized Times times() {
        var sorted = nanos.stream().sorted().toList();
        nanos = new ArrayList<>();
        return sorted.isEmpty()
                ? new Times(0, 0, 0)
                : new Times(sorted.size(), millis(sorted, 0.5), millis(sorted, 0.99));
    }

    private static double millis(List<Long> sorted, double share) {
        return sorted.get((int) (share * (sorted.size() - 1))) / 1e6;
    }

    /** In milliseconds. */
    record Times(int events, double p50, double p99) {

        @Override
        public String toString() {
            return "%d events acknowledged, p50 %.1f ms, p99 %.1f ms".formatted(events, p50, p99);
        }
    }

    @Override
    public void close() {
        // one that is on its way while the application is gone is given up
        thread.shutdownNow();
    }
}
