package dev.waymark.event;

import java.util.Map;

/** What an operator decided about events in. */
record Settings(String phoneRegion, int rateLimit, Map<String, Integer> rateLimits) implements EventSettings {

    Settings() {
        this("TH", 0, Map.of());
    }

    @Override
    public Map<String, String> writeKeys() {
        return Map.of();
    }
}
