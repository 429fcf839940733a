package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.SortedSet;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * A person's orders added up, by currency and by category. Made anew from their orders when one changes.
 *
 * @param totals by currency, sorted
 * @param rhythms by category, sorted
 */
record OrderBook(List<OrderTotal> totals, List<Rhythm> rhythms) {

    static final OrderBook EMPTY = new OrderBook(List.of(), List.of());

    OrderBook {
        totals = List.copyOf(totals);
        rhythms = List.copyOf(rhythms);
    }

    static OrderBook of(Collection<PlacedOrder> orders) {
        var adding = new Adding();
        orders.forEach(adding::add);
        return new OrderBook(
                List.copyOf(adding.totals.values()),
                adding.days.entrySet().stream()
                        .map(entry -> Rhythm.of(entry.getKey(), entry.getValue()))
                        .toList());
    }

    /** The sums while they grow; exact, so that the order of orders does not matter. */
    private static final class Adding {

        private final TreeMap<String, OrderTotal> totals = new TreeMap<>();
        private final TreeMap<String, SortedSet<LocalDate>> days = new TreeMap<>();

        void add(PlacedOrder order) {
            var content = order.content();
            var at = order.orderedAt();
            if (content == null || at == null || !counts(order, content)) {
                return;
            }
            totals.put(content.currency(), total(content.currency()).plusOrder(content.value(), at));
            order.refunds().values().forEach(refund -> {
                var currency = refund.currency().isEmpty() ? content.currency() : refund.currency();
                totals.put(currency, total(currency).lessRefund(new BigDecimal(refund.amount())));
            });
            content.items().stream()
                    .map(OrderItem::category)
                    .filter(category -> !category.isEmpty())
                    .forEach(category -> days.computeIfAbsent(category, any -> new TreeSet<>())
                            .add(LocalDate.ofInstant(at, ZoneOffset.UTC)));
        }

        private OrderTotal total(String currency) {
            return totals.getOrDefault(currency, OrderTotal.none(currency));
        }

        private static boolean counts(PlacedOrder order, OrderContent content) {
            return !order.cancelled()
                    && order.refunds().values().stream().noneMatch(Refund::isFull)
                    && !isRefundedInParts(order, content);
        }

        private static boolean isRefundedInParts(PlacedOrder order, OrderContent content) {
            var back = order.refunds().values().stream()
                    .filter(refund ->
                            refund.currency().isEmpty() || refund.currency().equals(content.currency()))
                    .map(refund -> new BigDecimal(refund.amount()))
                    .reduce(Amount.NONE, BigDecimal::add);
            return back.signum() > 0 && back.compareTo(content.value()) >= 0;
        }
    }
}
