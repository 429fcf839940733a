package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Comparator;
import java.util.Objects;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * All that was said about one order, in whatever order it arrived: a refund may be there before the order.
 *
 * @param orderedAt when it was first completed; null while only other events spoke of it
 * @param refunds by refund id, or by message id where there is none
 */
record PlacedOrder(
        String orderId,
        @Nullable Instant orderedAt,
        @Nullable OrderContent content,
        SortedMap<String, Refund> refunds,
        boolean cancelled)
        implements Fold<PlacedOrder> {

    /** More than anybody gets back in earnest; the first by key are kept, so that the sum stays the same. */
    private static final int MAX_REFUNDS = 50;

    /** Of orders that count. */
    static final Comparator<PlacedOrder> BY_TIME = Comparator.comparing(PlacedOrder::countedAt);

    PlacedOrder {
        refunds = Collections.unmodifiableSortedMap(new TreeMap<>(refunds));
    }

    static PlacedOrder known(String orderId) {
        return new PlacedOrder(orderId, null, null, Collections.emptySortedMap(), false);
    }

    PlacedOrder completed(OrderContent content) {
        return new PlacedOrder(orderId, content.moment().at(), content, refunds, cancelled);
    }

    PlacedOrder updated(OrderContent content) {
        return new PlacedOrder(orderId, orderedAt, content, refunds, cancelled);
    }

    PlacedOrder refunded(String key, Refund refund) {
        var one = new TreeMap<String, Refund>();
        one.put(key, refund);
        return new PlacedOrder(orderId, orderedAt, content, one, cancelled);
    }

    PlacedOrder cancel() {
        return new PlacedOrder(orderId, orderedAt, content, refunds, true);
    }

    /** Whether it was completed, and neither cancelled nor refunded in full. */
    boolean counts() {
        return orderedAt != null
                && content != null
                && !cancelled
                && refunds.values().stream().noneMatch(Refund::isFull)
                && !isRefundedInParts(content);
    }

    private boolean isRefundedInParts(OrderContent content) {
        var back = refunds.values().stream()
                .filter(refund ->
                        refund.currency().isEmpty() || refund.currency().equals(content.currency()))
                .map(refund -> new BigDecimal(refund.amount()))
                .reduce(Amount.NONE, BigDecimal::add);
        return back.signum() > 0 && back.compareTo(content.value()) >= 0;
    }

    /** Of an order that counts. */
    Instant countedAt() {
        return Objects.requireNonNull(orderedAt);
    }

    /** Of an order that counts. */
    OrderContent countedContent() {
        return Objects.requireNonNull(content);
    }

    @Override
    public PlacedOrder plus(PlacedOrder other) {
        return new PlacedOrder(
                orderId,
                either(orderedAt, other.orderedAt, BinaryOperator.minBy(Comparator.naturalOrder())),
                either(content, other.content, BinaryOperator.maxBy(Comparator.naturalOrder())),
                joined(refunds, other.refunds),
                cancelled || other.cancelled);
    }

    private static <T> @Nullable T either(@Nullable T one, @Nullable T other, BinaryOperator<T> choice) {
        if (one == null || other == null) {
            return one == null ? other : one;
        }
        return choice.apply(one, other);
    }

    private static SortedMap<String, Refund> joined(SortedMap<String, Refund> one, SortedMap<String, Refund> other) {
        var joined = new TreeMap<>(one);
        other.forEach(
                (key, refund) -> joined.merge(key, refund, BinaryOperator.maxBy(Comparator.<Refund>naturalOrder())));
        while (joined.size() > MAX_REFUNDS) {
            joined.pollLastEntry();
        }
        return joined;
    }
}
