package dev.waymark.behaviour;

import dev.waymark.event.EventIngested;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Collections;
import java.util.Map;
import java.util.Objects;

/**
 * What a profile did by one name: how often, when first and last, for how much, on which days, and what the last said.
 *
 * <p>Rules read summaries instead of raw events: it keeps them readable, and their cost the same however long the
 * history is. Immutable.
 *
 * @param value sum of the events' property {@code value}, or else {@code revenue} or {@code total}
 */
public record EventSummary(String name, long count, Instant firstAt, BigDecimal value, DayCounts days, Latest latest)
        implements Fold<EventSummary> {

    /** A summary of which no more is known than this. */
    public EventSummary(String name, long count, Instant firstAt, Instant lastAt) {
        this(
                name,
                count,
                firstAt,
                Amount.NONE,
                DayCounts.NONE,
                new Latest(new Moment(lastAt, ""), Collections.emptySortedMap()));
    }

    /** The summary of one event, which has a name. */
    public static EventSummary of(EventIngested event) {
        var moment = Moment.of(event);
        return new EventSummary(
                Objects.requireNonNull(event.name()),
                1,
                moment.at(),
                Amount.in(event.properties(), "value", "revenue", "total").orElse(Amount.NONE),
                DayCounts.on(moment.at(), 1),
                Latest.of(event));
    }

    public Instant lastAt() {
        return latest.moment().at();
    }

    /** What the latest event said, as texts by name. */
    public Map<String, String> lastProperties() {
        return latest.properties();
    }

    @Override
    public EventSummary plus(EventSummary other) {
        return new EventSummary(
                name,
                count + other.count,
                firstAt.isBefore(other.firstAt) ? firstAt : other.firstAt,
                value.add(other.value),
                days.plus(other.days),
                latest.or(other.latest));
    }
}
