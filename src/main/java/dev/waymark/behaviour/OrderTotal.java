package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * What a person's orders in one currency come to, less what was refunded or cancelled.
 *
 * @param currency in capitals; empty is the home currency
 * @param orders how many count: neither cancelled nor refunded in full
 * @param firstAt null if no order counts
 */
public record OrderTotal(
        String currency,
        long orders,
        BigDecimal value,
        @Nullable Instant firstAt,
        @Nullable Instant lastAt) {

    static OrderTotal none(String currency) {
        return new OrderTotal(currency, 0, Amount.NONE, null, null);
    }

    OrderTotal plusOrder(BigDecimal amount, Instant at) {
        return new OrderTotal(
                currency,
                orders + 1,
                value.add(amount),
                firstAt == null || at.isBefore(firstAt) ? at : firstAt,
                lastAt == null || at.isAfter(lastAt) ? at : lastAt);
    }

    OrderTotal lessRefund(BigDecimal amount) {
        return new OrderTotal(currency, orders, value.subtract(amount), firstAt, lastAt);
    }
}
