package dev.waymark.offer;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pools of codes as people see them. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class Pools {

    private final PoolTable table;
    private final Offers offers;
    private final Clock clock;

    Pools(PoolTable table, Offers offers, Clock clock) {
        this.table = table;
        this.offers = offers;
        this.clock = clock;
    }

    /**
     * A pool as it stands.
     *
     * @param whenEmpty skip: a message that would carry a code is not sent; without: it is sent without one
     * @param isAlarm whether no more codes are free than {@code alarmAt}
     * @param alarmSince when that was first seen; null where it is not so
     */
    record PoolView(
            String offer,
            String title,
            String whenEmpty,
            int alarmAt,
            PoolTable.Counts codes,
            boolean isAlarm,
            @Nullable Instant alarmSince) {}

    @Transactional
    List<PoolView> all() {
        return views(offers.pooled());
    }

    @Transactional
    Optional<PoolView> find(String offer) {
        return offers.findPooled(offer).map(one -> views(List.of(one)).getFirst());
    }

    private List<PoolView> views(List<Offers.Offer> pooled) {
        var counts = table.counts(pooled.stream().map(Offers.Offer::key).toList(), clock.instant());
        var alarms = table.alarms();
        return pooled.stream()
                .map(offer ->
                        view(offer, counts.getOrDefault(offer.key(), PoolTable.Counts.NONE), alarms.get(offer.key())))
                .toList();
    }

    private static PoolView view(Offers.Offer offer, PoolTable.Counts counts, @Nullable Instant since) {
        var pool = Objects.requireNonNull(offer.pool());
        var isAlarm = counts.free() <= pool.alarmAt();
        return new PoolView(
                offer.key(),
                offer.title(),
                pool.skipsWhenEmpty() ? "skip" : "without",
                pool.alarmAt(),
                counts,
                isAlarm,
                isAlarm ? since : null);
    }
}
