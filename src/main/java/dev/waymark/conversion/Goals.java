package dev.waymark.conversion;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.DeserializationFeature;
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
                    .build()
                    .readValue(file.content(), new TypeReference<LinkedHashMap<String, Entry>>() {});
            var goals = new LinkedHashMap<String, Goal>();
            entries.forEach((key, entry) -> goals.put(key, goal(file, key, entry)));
            return goals;
        } catch (JsonProcessingException unreadable) {
            var place = unreadable.getLocation();
            throw new IllegalStateException("%s:%d: Expected a goal with title and event, but %s"
                    .formatted(file.path(), place == null ? 0 : place.getLineNr(), unreadable.getOriginalMessage()));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
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
