package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import java.util.HashMap;
import java.util.Map;

/** Adds up in memory what a person did, by the sums the tables keep. Confined to one thread. */
final class Retelling {

    private final Map<String, EventSummary> summaries = new HashMap<>();
    private final Map<String, DayCounts> interests = new HashMap<>();
    private final Map<String, PlacedOrder> orders = new HashMap<>();

    void add(EventIngested event) {
        if (event.name() != null) {
            summaries.merge(event.name(), EventSummary.of(event), EventSummary::plus);
        }
        var at = Moment.of(event).at();
        InterestSignals.of(event)
                .forEach((category, weight) -> interests.merge(category, DayCounts.on(at, weight), DayCounts::plus));
        OrderReading.of(event).ifPresent(order -> orders.merge(order.orderId(), order, PlacedOrder::plus));
    }

    Kept kept() {
        return new Kept(summaries, interests, OrderBook.of(orders.values()));
    }
}
