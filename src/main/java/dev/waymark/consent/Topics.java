package dev.waymark.consent;

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

/** What messages are about, by {@code bpmn/topics.yaml}, read at start: the purposes people consent to. Immutable. */
@ApplicationScoped
public class Topics implements KeyCatalogue {

    private static final String FILE = "topics.yaml";

    private final Map<String, Topic> topics;

    Topics(DefinitionFolder folder) {
        this.topics =
                folder.read("bpmn", FILE).stream().findFirst().map(Topics::read).orElse(Map.of());
    }

    /**
     * A purpose of messages.
     *
     * @param transactional whether it belongs to something the person has asked for, so that it needs no consent and
     *     neither frequency caps nor quiet hours hold it back
     * @param optOut whether it goes to everybody who has not refused it, instead of those who have allowed it
     */
    public record Topic(String key, String title, boolean transactional, boolean optOut) {}

    private record Entry(
            @Nullable String title,
            @Nullable Boolean transactional,
            @Nullable Boolean optOut) {}

    public Optional<Topic> find(String key) {
        return Optional.ofNullable(topics.get(key));
    }

    @Override
    public Kind kind() {
        return Kind.TOPIC;
    }

    @Override
    public Set<String> keys() {
        return topics.keySet();
    }

    static Map<String, Topic> read(DefinitionFile file) {
        var topics = new LinkedHashMap<String, Topic>();
        KeyedYaml.read(file, Entry.class, "a topic with title, transactional and optOut")
                .forEach((key, entry) -> topics.put(key, topic(file, key, entry)));
        return topics;
    }

    private static Topic topic(DefinitionFile file, String key, @Nullable Entry entry) {
        if (entry == null || entry.title() == null) {
            throw new IllegalStateException(
                    "%s: Expected the topic %s to have a title, but it has none. Add it.".formatted(file.path(), key));
        }
        return new Topic(
                key, entry.title(), Boolean.TRUE.equals(entry.transactional()), Boolean.TRUE.equals(entry.optOut()));
    }
}
