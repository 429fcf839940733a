package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * A person's orders added up, by currency and by category. One more order is added to it; where an order that was
 * counted changes, the book is made anew from all of them, because what it was the latest of is not kept.
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
        var adding = new Adding(EMPTY);
        // by time, so that no day comes after the days it would have to be compared with were left out
        orders.stream().filter(PlacedOrder::counts).sorted(PlacedOrder.BY_TIME).forEach(adding::add);
        return adding.book().orElseThrow();
    }

    /**
     * The book with one order more or changed.
     *
     * @param was the order as the book has it; null if it has not
     * @return empty if only the other orders can tell
     */
    Optional<OrderBook> with(@Nullable PlacedOrder was, PlacedOrder now) {
        if (now.equals(was)) {
            return Optional.of(this);
        }
        if (was != null && was.counts()) {
            return Optional.empty();
        }
        var adding = new Adding(this);
        if (now.counts()) {
            adding.add(now);
        }
        return adding.book();
    }

    /** The sums while they grow; exact, so that the order of orders does not matter. */
    private static final class Adding {

        private final TreeMap<String, OrderTotal> totals = new TreeMap<>();
        private final TreeMap<String, Rhythm> rhythms = new TreeMap<>();
        private boolean canTell = true;

        Adding(OrderBook book) {
            book.totals().forEach(total -> totals.put(total.currency(), total));
            book.rhythms().forEach(rhythm -> rhythms.put(rhythm.category(), rhythm));
        }

        Optional<OrderBook> book() {
            return canTell
                    ? Optional.of(new OrderBook(List.copyOf(totals.values()), List.copyOf(rhythms.values())))
                    : Optional.empty();
        }

        void add(PlacedOrder order) {
            var content = order.countedContent();
            var at = order.countedAt();
            totals.put(content.currency(), total(content.currency()).plusOrder(content.value(), at));
            order.refunds().values().forEach(refund -> {
                var currency = refund.currency().isEmpty() ? content.currency() : refund.currency();
                totals.put(currency, total(currency).lessRefund(new BigDecimal(refund.amount())));
            });
            content.items().stream()
                    .map(OrderItem::category)
                    .filter(category -> !category.isEmpty())
                    .forEach(category -> addDay(category, at));
        }

        private void addDay(String category, Instant at) {
            var day = LocalDate.ofInstant(at, ZoneOffset.UTC);
            var rhythm = rhythms.get(category);
            var next = rhythm == null ? Optional.of(Rhythm.startedOn(category, day)) : rhythm.plus(day);
            next.ifPresent(with -> rhythms.put(category, with));
            canTell &= next.isPresent();
        }

        private OrderTotal total(String currency) {
            return totals.getOrDefault(currency, OrderTotal.none(currency));
        }
    }
}
