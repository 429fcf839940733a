package dev.waymark.behaviour;

import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;

/**
 * What a person showed interest in, faded by time: worth half after every half life. Immutable.
 *
 * @param byCategory weights by day and {@link Category} key
 * @param halfLife in days
 */
public record Interests(Map<String, DayCounts> byCategory, double halfLife) {

    public Interests {
        byCategory = Map.copyOf(byCategory);
    }

    /** What is left of the interest now; 0 if there never was any. */
    public double in(String category, Instant now) {
        return byCategory.getOrDefault(Category.key(category), DayCounts.NONE).decayed(halfLife, now);
    }

    /** The category of most interest now; of equals the first by name. */
    public Optional<String> strongest(Instant now) {
        var latest = latest(now);
        return strongest(byCategory.keySet().stream().sorted().toList(), latest)
                .filter(category -> on(category, latest) > 0);
    }

    /** The one of these of most interest now; of equals the one named first. */
    public Optional<String> strongest(Collection<String> categories, Instant now) {
        return strongest(categories, latest(now));
    }

    private Optional<String> strongest(Collection<String> keys, int day) {
        return keys.stream().reduce((one, other) -> on(other, day) > on(one, day) ? other : one);
    }

    private double on(String key, int day) {
        return byCategory.getOrDefault(key, DayCounts.NONE).decayed(halfLife, day);
    }

    /**
     * The last day on which there was anything: interests are compared as they were then. They fade alike, and so
     * which one is ahead does not depend on rounding, or on when it is asked.
     */
    private int latest(Instant now) {
        return byCategory.values().stream()
                .mapToInt(days -> days.latest(now))
                .max()
                .orElse(DayCounts.dayOf(now));
    }
}
