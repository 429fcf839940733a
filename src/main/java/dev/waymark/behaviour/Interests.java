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
        return strongest(byCategory.keySet().stream().sorted().toList(), now).filter(category -> in(category, now) > 0);
    }

    /** The one of these of most interest now; of equals the one named first. */
    public Optional<String> strongest(Collection<String> categories, Instant now) {
        return categories.stream().reduce((one, other) -> in(other, now) > in(one, now) ? other : one);
    }
}
