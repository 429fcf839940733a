package dev.waymark.device;

import jakarta.inject.Singleton;
import java.net.URI;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The push services of browsers. A browser says by which address it is reached, and anybody can say that they are a
 * browser: so nothing is posted anywhere but to these. Immutable; thread-safe.
 */
@Singleton
public class PushServices {

    /** Chrome and its kin, Firefox, Safari. */
    private static final Set<String> KNOWN = Set.of(
            "https://fcm.googleapis.com", "https://updates.push.services.mozilla.com", "https://web.push.apple.com");

    /** Edge: a host for each region. */
    private static final String EDGE = ".notify.windows.com";

    private static final String SECURE = "https";

    private final Set<String> named;

    PushServices(@ConfigProperty(name = "waymark.push.services") Optional<Set<String>> named) {
        this.named = named.orElse(Set.of()).stream().map(PushServices::checked).collect(Collectors.toUnmodifiableSet());
    }

    private static String checked(String service) {
        try {
            var uri = URI.create(service.strip());
            var isWeb = SECURE.equals(uri.getScheme()) || "http".equals(uri.getScheme());
            if (isWeb && uri.getHost() != null && origin(uri).equalsIgnoreCase(service.strip())) {
                return origin(uri);
            }
        } catch (IllegalArgumentException noAddress) {
            // said below
        }
        throw new IllegalStateException("Expected waymark.push.services to name push services such as"
                + " https://push.example.org, without a path, but one is not so. Correct it.");
    }

    /** Whether it is an address at one of them. */
    public boolean admit(String endpoint) {
        try {
            var uri = URI.create(endpoint);
            return uri.getHost() != null
                    && uri.getRawUserInfo() == null
                    && (KNOWN.contains(origin(uri)) || named.contains(origin(uri)) || isEdge(uri));
        } catch (IllegalArgumentException noAddress) {
            return false;
        }
    }

    private static boolean isEdge(URI uri) {
        return SECURE.equals(uri.getScheme())
                && uri.getPort() == -1
                && uri.getHost().endsWith(EDGE);
    }

    /** Of an address as browsers write it, in small letters and without a port that goes without saying. */
    private static String origin(URI uri) {
        return uri.getScheme() + "://" + uri.getHost() + (uri.getPort() == -1 ? "" : ":" + uri.getPort());
    }
}
