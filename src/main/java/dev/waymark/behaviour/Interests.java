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
        var strongest = "";
        double most = 0;
        for (var interest : byCategory.entrySet()) {
            var weight = interest.getValue().decayed(halfLife, latest);
            if (weight > most
                    || weight == most && weight > 0 && interest.getKey().compareTo(strongest) < 0) {
                strongest = interest.getKey();
                most = weight;
            }
        }
        return most > 0 ? Optional.of(strongest) : Optional.empty();
    }

    /** The one of these of most interest now; of equals the one named first. */
    public Optional<String> strongest(Collection<String> categories, Instant now) {
        var latest = latest(now);
        return categories.stream().reduce((one, other) -> on(other, latest) > on(one, latest) ? other : one);
    }

    private double on(String key, int day) {
        return byCategory.getOrDefault(key, DayCounts.NONE).decayed(halfLife, day);
    }

    /**
     * The last day on which there was anything: interests are compared as they were then. They fade alike, and so
     * which one is ahead does not depend on rounding, or on when it is asked.
     */
    private int latest(Instant now) {
        var today = DayCounts.dayOf(now);
        var latest = DayCounts.NEVER;
        for (var days : byCategory.values()) {
            latest = Math.max(latest, days.latest(today));
        }
        return latest;
    }
}
