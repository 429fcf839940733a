package dev.waymark.offer;

import dev.waymark.support.DefinitionFile;
import dev.waymark.support.DefinitionFolder;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.KeyedYaml;
import dev.waymark.support.WrittenDuration;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What people get who show a code, by {@code bpmn/offers.yaml}, read at start. Immutable. */
@ApplicationScoped
public class Offers implements KeyCatalogue {

    private static final String FILE = "offers.yaml";

    private final Map<String, Offer> offers;

    Offers(DefinitionFolder folder) {
        this.offers =
                folder.read("bpmn", FILE).stream().findFirst().map(Offers::read).orElse(Map.of());
    }

    /**
     * A benefit.
     *
     * @param expiresAfter how long a code of it is good; null for ever
     */
    record Offer(String key, String title, @Nullable Duration expiresAfter) {}

    private record Entry(@Nullable String title, @Nullable String expiresAfter) {}

    Optional<Offer> find(String key) {
        return Optional.ofNullable(offers.get(key));
    }

    @Override
    public Kind kind() {
        return Kind.OFFER;
    }

    @Override
    public Set<String> keys() {
        return offers.keySet();
    }

    static Map<String, Offer> read(DefinitionFile file) {
        var offers = new LinkedHashMap<String, Offer>();
        KeyedYaml.read(file, Entry.class, "an offer with title and expiresAfter")
                .forEach((key, entry) -> offers.put(key, offer(file, key, entry)));
        return offers;
    }

    private static Offer offer(DefinitionFile file, String key, @Nullable Entry entry) {
        if (entry == null || entry.title() == null) {
            throw refused(file, key, "a title", "has none");
        }
        if (entry.expiresAfter() == null) {
            return new Offer(key, entry.title(), null);
        }
        var duration = WrittenDuration.of(entry.expiresAfter());
        return new Offer(
                key,
                entry.title(),
                duration.orElseThrow(() -> refused(
                        file, key, "in expiresAfter " + WrittenDuration.EXPECTED, "has " + entry.expiresAfter())));
    }

    private static IllegalStateException refused(DefinitionFile file, String key, String expected, String found) {
        return new IllegalStateException("%s: Expected the offer %s to have %s, but it %s. Correct it."
                .formatted(file.path(), key, expected, found));
    }
}
