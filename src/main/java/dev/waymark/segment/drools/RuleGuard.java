package dev.waymark.segment.drools;

import dev.waymark.segment.Quarantined;
import dev.waymark.segment.fact.Effort;
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

    private final LongSupplier nanos;
    private volatile Map<String, Quarantined> quarantined = Map.of();

    /** @param nanos a clock that only goes forward, as {@link System#nanoTime} */
    RuleGuard(LongSupplier nanos) {
        this.nanos = nanos;
    }

    /** @throws Effort.Spent if it takes longer than {@link #BOUND} */
    <T> T within(Supplier<T> evaluation) {
        return Effort.within(BOUND, nanos, evaluation);
    }

    long nanos() {
        return nanos.getAsLong();
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
