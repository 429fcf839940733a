package dev.waymark.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.Map;

/** What an operator decides about events in. */
@ConfigMapping(prefix = "waymark.event")
interface EventSettings {

    /** Write key by source name: {@code waymark.event.write-keys.<source>=<key>}. */
    Map<String, String> writeKeys();

    /** Events a second that each write key may send; 0 for as many as the machine takes. */
    @WithDefault("0")
    int rateLimit();

    /** Other limits for some sources: {@code waymark.event.rate-limits.<source>=<events a second>}. */
    Map<String, Integer> rateLimits();
}
