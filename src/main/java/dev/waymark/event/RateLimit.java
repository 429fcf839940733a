package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.TOO_MANY;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import jakarta.inject.Inject;
import jakarta.inject.Singleton;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.LongSupplier;

/**
 * How many events a second each source may send, so that one that floods us is the only one to be told to wait.
 *
 * <p>A source saves up at most one second's worth. A batch is taken whole as soon as anything is saved, and its source
 * is then in debt until time has paid for it; so a batch may be larger than what one second allows. Thread-safe.
 */
@Singleton
class RateLimit {

    private static final double NANOS_PER_SECOND = 1e9;

    private final EventSettings settings;
    private final LongSupplier nanoTime;
    private final Map<String, Balance> balances = new ConcurrentHashMap<>();

    @Inject
    RateLimit(EventSettings settings) {
        this(settings, System::nanoTime);
    }

    RateLimit(EventSettings settings, LongSupplier nanoTime) {
        this.settings = settings;
        this.nanoTime = nanoTime;
    }

    /** What a source had saved at a time; the last request was refused if it is not {@code taken}. */
    private record Balance(double events, long atNanos, boolean taken) {

        static Balance afterFirst(int events, int perSecond, long now) {
            return new Balance(perSecond - events, now, true);
        }

        Balance after(int events, int perSecond, long now) {
            var earned = (now - atNanos) / NANOS_PER_SECOND * perSecond;
            var saved = Math.min(perSecond, this.events + earned);
            return saved > 0 ? new Balance(saved - events, now, true) : new Balance(saved, now, false);
        }
    }

    /** Takes this many events from what the source may send; refuses all of them if nothing is left. */
    void take(String source, int events) {
        var perSecond = settings.rateLimits().getOrDefault(source, settings.rateLimit());
        if (perSecond <= 0) {
            return;
        }
        var now = nanoTime.getAsLong();
        var balance = balances.compute(
                source,
                (name, before) -> before == null
                        ? Balance.afterFirst(events, perSecond, now)
                        : before.after(events, perSecond, now));
        if (!balance.taken()) {
            throw tooMany(perSecond);
        }
    }

    private static RejectedRequest tooMany(int perSecond) {
        return new RejectedRequest(Rejection.of(
                TOO_MANY,
                "rate-limit",
                "Expected at most " + perSecond + " events a second from this write key, but there are more."
                        + " Send them again later."));
    }
}
