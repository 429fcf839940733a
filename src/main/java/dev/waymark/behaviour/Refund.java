package dev.waymark.behaviour;

import java.util.Comparator;

/**
 * Money given back for an order.
 *
 * @param amount six decimals; empty if all of it
 * @param currency in capitals; empty if the order's
 */
record Refund(Moment moment, String amount, String currency) implements Comparable<Refund> {

    private static final Comparator<Refund> ORDER =
            Comparator.comparing(Refund::moment).thenComparing(Refund::amount).thenComparing(Refund::currency);

    boolean isFull() {
        return amount.isEmpty();
    }

    @Override
    public int compareTo(Refund other) {
        return ORDER.compare(this, other);
    }
}
