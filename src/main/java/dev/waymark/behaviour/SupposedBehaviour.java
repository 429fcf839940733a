package dev.waymark.behaviour;

import dev.waymark.behaviour.Replenishment.Confidence;
import dev.waymark.behaviour.Replenishment.Interval;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * The behaviour of somebody who does not exist, put together piece by piece: what would be kept of such a person. For
 * examples and fixtures of rules. What is not said did not happen. Confined to one thread.
 */
public final class SupposedBehaviour {

    private static final List<Integer> RECENCY_DAYS = List.of(30, 90, 180, 365);
    private static final int HALF_LIFE = 14;

    private final Instant now;
    private final Map<String, EventSummary> events = new HashMap<>();
    private final Map<String, DayCounts> interests = new HashMap<>();
    private final List<Rhythm> rhythms = new ArrayList<>();
    private final Map<String, Interval> usual = new HashMap<>();

    private OrderTotal total = OrderTotal.none("");
    private Scoring scoring = new Scoring(RECENCY_DAYS, Scale.UNKNOWN, Scale.UNKNOWN);

    public SupposedBehaviour(Instant now) {
        this.now = now;
    }

    /** One event more by this name. */
    public SupposedBehaviour did(String event, Instant at, BigDecimal value, Map<String, String> properties) {
        var latest = new Latest(new Moment(at, ""), new TreeMap<>(properties));
        events.merge(
                event,
                new EventSummary(event, 1, at, Amount.exact(value), DayCounts.on(at, 1), latest),
                EventSummary::plus);
        return this;
    }

    /** Many events by this name, of which only the first and the last moment matter. */
    public SupposedBehaviour did(String event, long count, Instant firstAt, Instant lastAt) {
        events.put(event, new EventSummary(event, count, firstAt, lastAt));
        return this;
    }

    /** Interest of this much, shown today. */
    public SupposedBehaviour likes(String category, int weight) {
        interests.put(Category.key(category), DayCounts.on(now, weight));
        return this;
    }

    /** Orders that count, the last so many days ago. */
    public SupposedBehaviour ordered(long count, BigDecimal value, int lastDaysAgo) {
        var lastAt = now.minus(Duration.ofDays(lastDaysAgo));
        total = count == 0 ? total : new OrderTotal("", count, Amount.exact(value), lastAt, lastAt);
        return this;
    }

    /** Scores 1 to 5 for orders of which nothing else is said; exactly these, whatever the settings are. */
    public SupposedBehaviour scored(int r, int f, int m) {
        ordered(f == 1 ? 1 : Scoring.ORDERS.get(5 - f), BigDecimal.valueOf(1000), 1);
        var lastOn = BigDecimal.valueOf(DayCounts.dayOf(now.minus(Duration.ofDays(1))));
        scoring = new Scoring(List.of(), exactly(r, lastOn), exactly(m, total.value()));
        return this;
    }

    /** The next purchase of the category is due on this day. */
    public SupposedBehaviour runsOut(String category, LocalDate on, @Nullable String confidence) {
        var key = Category.key(category);
        var days = 30;
        var purchases = "own".equals(confidence) ? 3 : 1;
        rhythms.add(new Rhythm(
                key,
                purchases,
                Stream.iterate(on.minusDays((long) purchases * days), day -> day.plusDays(days))
                        .limit(purchases)
                        .toList()));
        usual.put(key, new Interval(days, "category".equals(confidence) ? Confidence.CATEGORY : Confidence.DEFAULT));
        return this;
    }

    public Behaviour build() {
        return new Behaviour(
                events,
                new Interests(interests, HALF_LIFE),
                new Orders(total.orders() == 0 ? List.of() : List.of(total), new HomeCurrency("", Map.of()), scoring),
                new Replenishment(new OrderBook(List.of(), rhythms), usual));
    }

    /** A scale on which this value has this score. */
    private static Scale exactly(int score, BigDecimal value) {
        var below = Stream.generate(() -> value.subtract(BigDecimal.ONE)).limit(score - 1L);
        var notBelow = Stream.generate(() -> value).limit(5L - score);
        return new Scale(Stream.concat(below, notBelow).toList());
    }
}
