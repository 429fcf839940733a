package dev.waymark.conversion;

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
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** The goals of {@code bpmn/goals.yaml}, read at start. Immutable. */
@ApplicationScoped
public class Goals implements KeyCatalogue {

    private static final String FILE = "goals.yaml";

    private final Map<String, Goal> goals;

    Goals(DefinitionFolder folder) {
        this.goals =
                folder.read("bpmn", FILE).stream().findFirst().map(Goals::read).orElse(Map.of());
    }

    private record Entry(@Nullable String title, @Nullable String event) {}

    public Optional<Goal> find(String key) {
        return Optional.ofNullable(goals.get(key));
    }

    @Override
    public Kind kind() {
        return Kind.GOAL;
    }

    @Override
    public Set<String> keys() {
        return goals.keySet();
    }

    static Map<String, Goal> read(DefinitionFile file) {
        try {
            var entries = YAMLMapper.builder()
                    .enable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build()
                    .readValue(file.content(), new TypeReference<LinkedHashMap<String, Entry>>() {});
            var goals = new LinkedHashMap<String, Goal>();
            entries.forEach((key, entry) -> goals.put(key, goal(file, key, entry)));
            return goals;
        } catch (JsonProcessingException unreadable) {
            throw new IllegalStateException("%s:%d: Expected a goal with title and event, but %s."
                    .formatted(file.path(), line(unreadable), what(unreadable)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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

    private static Goal goal(DefinitionFile file, String key, @Nullable Entry entry) {
        if (entry == null || entry.event() == null || entry.title() == null) {
            throw new IllegalStateException(
                    "%s: Expected the goal %s to name its title and its event, but one is missing."
                            .formatted(file.path(), key));
        }
        return new Goal(key, entry.title(), entry.event());
    }
}
