package dev.waymark.segment.drools;

import dev.waymark.segment.Quarantined;
import dev.waymark.segment.fact.Effort;
import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.time.Duration;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Keeps the evaluations of one rule set within bounds and knows the files that did not keep to them. Thread-safe.
 */
final class RuleGuard {

    /** More than ten thousand times what thirty files take about somebody, and little enough to wait for. */
    static final Duration BOUND = Duration.ofMillis(250);

    private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

    private final LongSupplier wallNanos;
    private final LongSupplier cpuNanos;
    private volatile Map<String, Quarantined> quarantined = Map.of();

    /**
     * @param wallNanos a clock that only goes forward, as {@link System#nanoTime}
     * @param cpuNanos what the running thread has worked, as {@link #cpuNanosOfThread}
     */
    RuleGuard(LongSupplier wallNanos, LongSupplier cpuNanos) {
        this.wallNanos = wallNanos;
        this.cpuNanos = cpuNanos;
    }

    /** Does not go on while the thread has to wait for the machine. Unknown of virtual threads. */
    static long cpuNanosOfThread() {
        return THREADS.getCurrentThreadCpuTime();
    }

    /** @throws Effort.Spent if it takes longer than {@link #BOUND} by the clock on the wall */
    <T> T within(Supplier<T> evaluation) {
        return Effort.within(BOUND, wallNanos, evaluation);
    }

    /** @throws Effort.Spent if it is more work than {@link #BOUND} */
    <T> T withinWork(Supplier<T> evaluation) {
        return Effort.within(BOUND, cpuNanos, evaluation);
    }

    /** How much the thread has worked. */
    long worked() {
        return cpuNanos.getAsLong();
    }

    /** By file; another map when it has changed. */
    Map<String, Quarantined> quarantined() {
        return quarantined;
    }

    /** From now on these files are not asked; what was said of a file first stays. */
    synchronized void quarantine(Collection<Quarantined> found) {
        if (found.stream().allMatch(one -> quarantined.containsKey(one.file()))) {
            return;
        }
        var together = new HashMap<>(quarantined);
        found.forEach(one -> together.putIfAbsent(one.file(), one));
        quarantined = Map.copyOf(together);
    }

    /** Those that are asked. */
    List<CompiledFile> sound(List<CompiledFile> files) {
        var out = quarantined;
        return files.stream()
                .filter(file -> !out.containsKey(file.file().about().file()))
                .toList();
    }
}
