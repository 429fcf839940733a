package dev.waymark.behaviour;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.exc.MismatchedInputException;
import com.fasterxml.jackson.databind.exc.UnrecognizedPropertyException;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
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
        try {
            var entries = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .disable(DeserializationFeature.ACCEPT_FLOAT_AS_INT)
                    .build()
                    .readValue(file.content(), new TypeReference<LinkedHashMap<String, Entry>>() {});
            var categories = new LinkedHashMap<String, Replenishable>();
            entries.forEach((key, entry) -> categories.put(key, category(file, key, entry)));
            return categories;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("%s:%d: Expected a category with title and days, but %s. Correct it."
                    .formatted(file.path(), line(unreadable), what(unreadable)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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

    /** Where the piece begins that is meant; the exception itself names where the reader has got to. */
    private static int line(JsonProcessingException unreadable) {
        if (unreadable.getProcessor() instanceof JsonParser parser) {
            return Math.max(1, parser.currentTokenLocation().getLineNr());
        }
        return unreadable.getLocation() == null ? 0 : unreadable.getLocation().getLineNr();
    }

    private static String what(JsonProcessingException unreadable) {
        return switch (unreadable) {
            case UnrecognizedPropertyException unknown -> "there is also " + unknown.getPropertyName();
            case MismatchedInputException other -> "something else is here";
            default -> unreadable.getOriginalMessage().lines().findFirst().orElse("it cannot be read");
        };
    }
}
