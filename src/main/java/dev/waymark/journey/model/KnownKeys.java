package dev.waymark.journey.model;

import dev.waymark.engine.StepHeader;
import dev.waymark.support.KeyCatalogue;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * Everything a journey may refer to, so that a typing mistake is found before a person meets it.
 *
 * @param keys the keys that exist, by what they are keys of
 * @param headers what tasks may and must say, by job type; there are no other job types
 */
public record KnownKeys(Map<KeyCatalogue.Kind, Set<String>> keys, Map<String, List<StepHeader>> headers) {

    public KnownKeys {
        keys = Map.copyOf(keys);
        headers = Map.copyOf(headers);
    }

    /** What is wrong with a key, as a sentence; empty where it exists. */
    Optional<String> unknown(KeyCatalogue.Kind kind, String key) {
        var known = keys.getOrDefault(kind, Set.of());
        return known.contains(key) ? Optional.empty() : Optional.of(KeyCatalogue.unknown(kind.word(), key, known));
    }
}
