package dev.waymark.product;

import dev.waymark.behaviour.Category;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Which products to show to a person. Thread-safe; reads only, in the caller's transaction. */
@ApplicationScoped
public class Recommendations {

    /** What somebody looked at before is no news to them any more. */
    private static final Duration RECENT = Duration.ofDays(90);

    private final RecommendationTable table;
    private final Clock clock;

    Recommendations(RecommendationTable table, Clock clock) {
        this.table = table;
        this.clock = clock;
    }

    /** Where products come from. */
    public enum Source {
        /** What the person has looked at in the last 90 days and not bought since, the latest first. */
        RECENTLY_BROWSED("recently-browsed"),
        /** What others bought together with what is in the person's latest order. */
        RELATED("related"),
        /** What is bought most of a category; where none is named, of the one the person looked at last, or of all. */
        BEST_SELLERS("best-sellers");

        private final String key;

        Source(String key) {
            this.key = key;
        }

        /** As templates and requests write it. */
        public String key() {
            return key;
        }

        public static Optional<Source> of(@Nullable String key) {
            return List.of(values()).stream()
                    .filter(source -> source.key.equals(key))
                    .findFirst();
        }
    }

    /** The products, the best first; none that is out of stock or unknown to the catalogue. */
    @Transactional
    public List<Product> of(ProfileId profile, Source source, @Nullable String category, int most) {
        return switch (source) {
            case RECENTLY_BROWSED ->
                table.recentlyBrowsed(profile, clock.instant().minus(RECENT), most);
            case RELATED -> table.relatedToLatestOrder(profile, most);
            case BEST_SELLERS -> bestSellers(profile, category, most);
        };
    }

    private List<Product> bestSellers(ProfileId profile, @Nullable String category, int most) {
        if (category != null) {
            return table.bestSellers(profile, Category.key(category), most);
        }
        var ofTaste = table.categoryLookedAt(profile, clock.instant().minus(RECENT))
                .map(looked -> table.bestSellers(profile, looked, most))
                .orElse(List.of());
        return ofTaste.isEmpty() ? table.bestSellers(profile, "", most) : ofTaste;
    }
}
