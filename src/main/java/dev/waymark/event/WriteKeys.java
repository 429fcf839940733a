package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.UNAUTHENTICATED;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import jakarta.inject.Singleton;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The keys that may send events, and whose each one is. Thread-safe. */
@Singleton
class WriteKeys {

    private final EventSettings settings;

    WriteKeys(EventSettings settings) {
        this.settings = settings;
    }

    /** The source a request is from: its key is the Basic user name, else the one in its body. */
    String sourceOf(@Nullable String authorization, @Nullable String inBody) {
        var inHeader = basicUser(authorization);
        var key = inHeader != null ? inHeader : inBody;
        if (key == null) {
            throw unknown("Expected a write key as Basic user name or as writeKey in the body, but there is none.");
        }
        return sourceOf(key)
                .orElseThrow(
                        () -> unknown("Expected a known write key, but this one is not. Check the key of the source."));
    }

    /** The source this key belongs to, compared in constant time. */
    Optional<String> sourceOf(String key) {
        var given = key.getBytes(StandardCharsets.UTF_8);
        return settings.writeKeys().entrySet().stream()
                .filter(entry -> MessageDigest.isEqual(entry.getValue().getBytes(StandardCharsets.UTF_8), given))
                .map(Map.Entry::getKey)
                .findFirst();
    }

    private static @Nullable String basicUser(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            var pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static RejectedRequest unknown(String sentence) {
        return new RejectedRequest(Rejection.of(UNAUTHENTICATED, "unknown-write-key", sentence));
    }
}
