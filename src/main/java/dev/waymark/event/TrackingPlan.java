package dev.waymark.event;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.KeyedYaml;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The events of {@code bpmn/events.yaml}, read at start: which names sites and apps send, so that a journey that waits
 * for a misspelt one is refused. Events that are not in it are stored all the same. Immutable.
 */
@ApplicationScoped
public class TrackingPlan implements KeyCatalogue {

    private static final String FILE = "events.yaml";

    private final Set<String> names;

    TrackingPlan(DefinitionFolder folder) {
        this.names = folder.read("bpmn", FILE).stream()
                .findFirst()
                .map(TrackingPlan::read)
                .orElse(Set.of());
    }

    private record Entry(@Nullable String title) {}

    @Override
    public Kind kind() {
        return Kind.EVENT;
    }

    @Override
    public Set<String> keys() {
        return names;
    }

    private static Set<String> read(DefinitionFile file) {
        return Set.copyOf(
                KeyedYaml.read(file, Entry.class, "an event with its title").keySet());
    }
}
