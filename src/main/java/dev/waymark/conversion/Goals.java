package dev.waymark.conversion;

import dev.waymark.event.EventCondition;
import dev.waymark.event.EventMatch;
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

    private record Entry(
            @Nullable String title,
            @Nullable String event,
            @Nullable String condition) {}

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
        KeyedYaml.read(file, Entry.class, "a goal with title, event and condition")
                .forEach((key, entry) -> goals.put(key, goal(file, key, entry)));
        return goals;
    }

    private static Goal goal(DefinitionFile file, String key, @Nullable Entry entry) {
        if (entry == null || entry.event() == null || entry.title() == null) {
            throw new IllegalStateException(
                    "%s: Expected the goal %s to name its title and its event, but one is missing. Add it."
                            .formatted(file.path(), key));
        }
        return new Goal(key, entry.title(), new EventMatch(entry.event(), condition(file, key, entry.condition())));
    }

    private static @Nullable EventCondition condition(DefinitionFile file, String key, @Nullable String text) {
        try {
            return text == null ? null : EventCondition.of(text);
        } catch (IllegalArgumentException unreadable) {
            throw new IllegalStateException("%s: %s Correct the condition of the goal %s."
                    .formatted(file.path(), unreadable.getMessage(), key));
        }
    }
}
