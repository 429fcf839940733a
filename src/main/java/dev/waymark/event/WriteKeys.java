package dev.waymark.event;

import io.smallrye.config.ConfigMapping;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Map;
import java.util.Optional;

/** The keys that may send events: {@code waymark.event.write-keys.<source>=<key>}. */
@ConfigMapping(prefix = "waymark.event")
interface WriteKeys {

    /** Key by source name; the source is what gets stored. */
    Map<String, String> writeKeys();

    /** The source this key belongs to, compared in constant time. */
    default Optional<String> sourceOf(String key) {
        var given = key.getBytes(StandardCharsets.UTF_8);
        return writeKeys().entrySet().stream()
                .filter(entry -> MessageDigest.isEqual(entry.getValue().getBytes(StandardCharsets.UTF_8), given))
                .map(Map.Entry::getKey)
                .findFirst();
    }
}
