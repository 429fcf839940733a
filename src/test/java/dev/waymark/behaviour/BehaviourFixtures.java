package dev.waymark.behaviour;

import dev.waymark.behaviour.Replenishment.Confidence;
import dev.waymark.behaviour.Replenishment.Interval;
import dev.waymark.event.EventIngested;
import java.math.BigDecimal;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;

/** Behaviour added up in memory, as the tables would say it, with settings as they come. */
public final class BehaviourFixtures {

    private static final Scale HUNDREDS =
            new Scale(Stream.of("100", "200", "300", "400").map(BigDecimal::new).toList());

    private BehaviourFixtures() {}

    /** Of somebody who did this; dog food lasts 30 days, M goes by hundreds, a dollar is 35 baht. */
    public static Behaviour behaviourOf(EventIngested... events) {
        var summaries = new HashMap<String, EventSummary>();
        var interests = new HashMap<String, DayCounts>();
        var orders = new HashMap<String, PlacedOrder>();
        for (var event : events) {
            summaries.merge(String.valueOf(event.name()), EventSummary.of(event), EventSummary::plus);
            InterestSignals.of(event)
                    .forEach((category, weight) ->
                            interests.merge(category, DayCounts.on(event.occurredAt(), weight), DayCounts::plus));
            OrderReading.of(event).ifPresent(order -> orders.merge(order.orderId(), order, PlacedOrder::plus));
        }
        var book = OrderBook.of(orders.values());
        return new Behaviour(
                summaries,
                new Interests(interests, 14),
                new Orders(
                        book.totals(),
                        new HomeCurrency("THB", Map.of("USD", BigDecimal.valueOf(35))),
                        new Scoring(List.of(30, 90, 180, 365), Scale.UNKNOWN, HUNDREDS)),
                new Replenishment(book, Map.of("dog-food", new Interval(30, Confidence.DEFAULT))));
    }
}
