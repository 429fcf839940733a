package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;

/**
 * What an order is about, as one event said it. The latest event is believed.
 *
 * @param currency in capitals; empty where the event named none, which is the home currency
 */
record OrderContent(Moment moment, BigDecimal value, String currency, List<OrderItem> items)
        implements Comparable<OrderContent> {

    private static final Comparator<OrderContent> ORDER = Comparator.comparing(OrderContent::moment)
            .thenComparing(OrderContent::value)
            .thenComparing(OrderContent::currency)
            .thenComparing(content -> content.items.toString());

    OrderContent {
        items = List.copyOf(items);
    }

    @Override
    public int compareTo(OrderContent other) {
        return ORDER.compare(this, other);
    }
}
