package dev.waymark.webhook;

import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URI;
import java.net.URISyntaxException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;

/** The systems that journeys may call, read and checked at start. Immutable. */
@ApplicationScoped
class Webhooks implements KeyCatalogue {

    private final Map<String, Target> targets = new LinkedHashMap<>();
    private final Set<String> privateHosts;

    Webhooks(WebhookSettings settings) {
        this.privateHosts = settings.privateHosts().orElse(Set.of()).stream()
                .map(host -> host.strip().toLowerCase(Locale.ROOT))
                .collect(Collectors.toUnmodifiableSet());
        settings.targets().forEach((key, target) -> targets.put(key, target(key, target)));
    }

    /** A system to be called. */
    record Target(String key, URI url, SigningKey signingKey, boolean isPrivate) {

        String host() {
            return url.getHost();
        }

        boolean isSecure() {
            return url.getScheme().equalsIgnoreCase("https");
        }

        int port() {
            return url.getPort() >= 0 ? url.getPort() : isSecure() ? 443 : 80;
        }

        String path() {
            var path = url.getRawPath().isEmpty() ? "/" : url.getRawPath();
            return url.getRawQuery() == null ? path : path + "?" + url.getRawQuery();
        }
    }

    Optional<Target> find(String key) {
        return Optional.ofNullable(targets.get(key));
    }

    @Override
    public Kind kind() {
        return Kind.WEBHOOK;
    }

    @Override
    public Set<String> keys() {
        return Set.copyOf(targets.keySet());
    }

    private Target target(String key, WebhookSettings.Target settings) {
        if (!key.matches(KeyCatalogue.KEY)) {
            throw refused(key, "a key of lower-case words joined by hyphens");
        }
        var url = url(key, settings.url());
        var secret = SigningKey.of(settings.secret())
                .orElseThrow(() -> refused(key, "a secret of whsec_ and 24 to 64 bytes in base64"));
        var target =
                new Target(key, url, secret, privateHosts.contains(url.getHost().toLowerCase(Locale.ROOT)));
        if (!target.isSecure() && !target.isPrivate()) {
            throw refused(key, "an https address, or a host of waymark.webhooks.private-hosts");
        }
        return target;
    }

    private static URI url(String key, String text) {
        try {
            var url = new URI(text);
            if (url.getHost() != null
                    && url.getUserInfo() == null
                    && url.getRawFragment() == null
                    && Set.of("http", "https").contains(url.getScheme().toLowerCase(Locale.ROOT))) {
                return url;
            }
        } catch (URISyntaxException unreadable) {
            // refused below
        }
        throw refused(key, "an address of http or https with a host and without user or fragment");
    }

    /** Says nothing of what is there: it may be a secret. */
    private static IllegalStateException refused(String key, String expected) {
        return new IllegalStateException("Expected waymark.webhooks." + key + " to have " + expected
                + ", but it has something else. Correct the settings.");
    }
}
