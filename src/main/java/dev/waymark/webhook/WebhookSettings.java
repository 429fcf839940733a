package dev.waymark.webhook;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithParentName;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Which systems journeys may call: {@code waymark.webhooks.*}. Only an operator names addresses, never a diagram. */
@ConfigMapping(prefix = "waymark.webhooks")
interface WebhookSettings {

    /** By key: {@code waymark.webhooks.<key>.url} and {@code .secret}. */
    @WithParentName
    Map<String, Target> targets();

    /** Hosts of one's own that may have private addresses, and be called without TLS. */
    Optional<Set<String>> privateHosts();

    /** One of them. */
    interface Target {

        String url();

        /** As Standard Webhooks writes it: {@code whsec_} and base64. */
        String secret();
    }
}
