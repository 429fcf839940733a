package dev.waymark.behaviour;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.KeyedYaml;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** The categories of {@code rules/replenishment.yaml}, read at start; without the file there are none. Immutable. */
@ApplicationScoped
class ReplenishableCategories {

    private static final String FILE = "replenishment.yaml";
    private static final int MAX_DAYS = 3_650;

    private final Map<String, Replenishable> categories;

    ReplenishableCategories(DefinitionFolder folder) {
        this.categories = folder.read("rules", FILE).stream()
                .findFirst()
                .map(ReplenishableCategories::read)
                .orElse(Map.of());
    }

    private record Entry(@Nullable String title, @Nullable Integer days) {}

    Map<String, Replenishable> byKey() {
        return categories;
    }

    static Map<String, Replenishable> read(DefinitionFile file) {
        var categories = new LinkedHashMap<String, Replenishable>();
        KeyedYaml.read(file, Entry.class, "a category with title and days")
                .forEach((key, entry) -> categories.put(key, category(file, key, entry)));
        return categories;
    }

    private static Replenishable category(DefinitionFile file, String key, @Nullable Entry entry) {
        if (!Category.key(key).equals(key) || key.isEmpty()) {
            throw refused(
                    file,
                    "Expected a category in small letters with hyphens such as dog-food, but there is %s."
                            .formatted(key));
        }
        if (entry == null || entry.title() == null || entry.days() == null) {
            throw refused(
                    file,
                    "Expected the category %s to name its title and its days, but one is missing.".formatted(key));
        }
        if (entry.days() < 1 || entry.days() > MAX_DAYS) {
            throw refused(
                    file,
                    "Expected the category %s to last 1 to %d days, but it says %d."
                            .formatted(key, MAX_DAYS, entry.days()));
        }
        return new Replenishable(key, Objects.requireNonNull(entry.title()), entry.days());
    }

    private static IllegalStateException refused(DefinitionFile file, String sentence) {
        return new IllegalStateException(file.path() + ": " + sentence + " Correct it.");
    }
}
