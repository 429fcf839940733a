package dev.waymark.behaviour;

import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** What a person ordered, less what was cancelled or refunded, and how good that is. Immutable. */
public final class Orders {

    static final Orders NONE = new Orders(List.of(), new HomeCurrency("", Map.of()), Scoring.UNKNOWN);

    private final List<OrderTotal> totals;
    private final HomeCurrency home;
    private final Scoring scoring;

    Orders(Collection<OrderTotal> totals, HomeCurrency home, Scoring scoring) {
        this.totals = List.copyOf(totals);
        this.home = home;
        this.scoring = scoring;
    }

    List<OrderTotal> totals() {
        return totals;
    }

    /** How many orders count: neither cancelled nor refunded in full. */
    public long count() {
        // asked over and over when time is looked ahead in, as are the next two
        long count = 0;
        for (var total : totals) {
            count += total.orders();
        }
        return count;
    }

    /** Their value in the home currency; without those in a currency that has no rate. */
    public BigDecimal value() {
        return totals.stream()
                .flatMap(total -> home.rate(total.currency()).map(total.value()::multiply).stream())
                .reduce(Amount.NONE, BigDecimal::add);
    }

    /** Currencies of orders that have a value but no rate: it is missing in {@link #value}. */
    public List<String> currenciesWithoutRate() {
        return totals.stream()
                .filter(total -> total.value().signum() != 0)
                .map(OrderTotal::currency)
                .filter(currency -> home.rate(currency).isEmpty())
                .toList();
    }

    public Optional<Instant> firstAt() {
        return totals.stream().map(OrderTotal::firstAt).filter(Objects::nonNull).min(Instant::compareTo);
    }

    public Optional<Instant> lastAt() {
        Instant last = null;
        for (var total : totals) {
            var at = total.lastAt();
            last = last == null || at != null && at.isAfter(last) ? at : last;
        }
        return Optional.ofNullable(last);
    }

    /** R, 1 to 5 by the day of the last order; 0 without orders. */
    public int recencyScore(Instant now) {
        return lastAt().map(last -> scoring.recency(last, now)).orElse(0);
    }

    /** The days on which R changes by itself, past ones among them; without orders none. */
    public List<LocalDate> recencyTurns() {
        return lastAt().map(scoring::recencyTurns).orElse(List.of());
    }

    /** F, 1 to 5 by 1, 2, 3 to 4, 5 to 7, 8 or more orders; 0 without orders. */
    public int frequencyScore() {
        return count() == 0 ? 0 : Scoring.frequency(count());
    }

    /** M, 1 to 5 by value; 0 without orders. */
    public int monetaryScore() {
        return count() == 0 ? 0 : scoring.monetary().score(value());
    }
}
