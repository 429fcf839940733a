package dev.waymark.conversion;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.KeyedYaml;
import jakarta.enterprise.context.ApplicationScoped;
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
        var goals = new LinkedHashMap<String, Goal>();
        KeyedYaml.read(file, Entry.class, "a goal with title and event")
                .forEach((key, entry) -> goals.put(key, goal(file, key, entry)));
        return goals;
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
