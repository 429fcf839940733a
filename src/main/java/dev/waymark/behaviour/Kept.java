package dev.waymark.behaviour;

import java.util.Map;

/** What the tables say about one person. */
record Kept(Map<String, EventSummary> events, Map<String, DayCounts> interests, OrderBook book) {

    Kept {
        events = Map.copyOf(events);
        interests = Map.copyOf(interests);
    }
}
