package dev.waymark.event;

import java.util.Map;

/** What an operator decided about events in. */
record Settings(int rateLimit, Map<String, Integer> rateLimits) implements EventSettings {

    Settings() {
        this(0, Map.of());
    }

    @Override
    public Map<String, String> writeKeys() {
        return Map.of();
    }
}
