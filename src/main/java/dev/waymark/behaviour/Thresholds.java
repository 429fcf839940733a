package dev.waymark.behaviour;

import dev.waymark.behaviour.Replenishment.Confidence;
import dev.waymark.behaviour.Replenishment.Interval;
import dev.waymark.behaviour.ThresholdTable.Bounds;
import dev.waymark.support.Digest;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * What is known of all people together: bounds between scores and usual intervals. Computed at start and then daily,
 * by business time; a person's own scores follow with each order, because they are reckoned when they are read.
 *
 * <p>Thread-safe. Computing is a transaction of its own.
 */
@ApplicationScoped
public class Thresholds {

    /** Before rules are asked. */
    private static final int START_ORDER = 50;

    /** Fewer people's habits are not a category's. */
    private static final int PEOPLE_OF_A_CATEGORY = 5;

    private static final Logger LOG = Logger.getLogger(Thresholds.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(30);

    private final ThresholdTable table;
    private final ReplenishableCategories categories;
    private final BehaviourSettings settings;
    private final HomeCurrency home;
    private final Clock clock;

    private volatile Current current = new Current(Scoring.UNKNOWN, Map.of(), Map.of());
    private volatile Instant computedAt = Instant.MIN;
    private @Nullable Loop loop;

    Thresholds(ThresholdTable table, ReplenishableCategories categories, BehaviourSettings settings, Clock clock) {
        this.table = table;
        this.categories = categories;
        this.settings = settings;
        this.home = HomeCurrency.of(settings);
        this.clock = clock;
    }

    /** What holds until the next time; the version is another when a score or an expected day can be another. */
    record Current(Scoring scoring, Map<String, Interval> intervals, Map<String, Bounds> bounds, String version) {

        private static final int VERSION_LENGTH = 8;

        Current(Scoring scoring, Map<String, Interval> intervals, Map<String, Bounds> bounds) {
            this(
                    scoring,
                    intervals,
                    bounds,
                    Digest.of(scoring + " " + new TreeMap<>(intervals)).substring(0, VERSION_LENGTH));
        }
    }

    void start(@Observes @Priority(START_ORDER) StartupEvent start) {
        current = QuarkusTransaction.requiringNew().call(this::read);
        loop = Loop.start("thresholds", LOOK_EVERY, this::computeIfDue);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    /** Is another when somebody's scores or expected purchases may be others without an event of theirs. */
    public String version() {
        return current.version();
    }

    Current current() {
        return current;
    }

    /** Computes all bounds and intervals anew, over everybody. */
    public void compute() {
        var now = clock.instant();
        current = QuarkusTransaction.requiringNew().call(() -> {
            table.computeFifths(home, now);
            table.computeIntervals(categories.byKey().keySet(), PEOPLE_OF_A_CATEGORY, now);
            return read();
        });
        computedAt = now;
        LOG.infof("thresholds computed at=%s", now);
    }

    /** Every node reads what any of them computed last: two that score differently would send people to and fro. */
    private boolean computeIfDue() {
        if (computedAt.equals(Instant.MIN) || !clock.instant().isBefore(computedAt.plus(settings.thresholdsEvery()))) {
            compute();
        } else {
            current = QuarkusTransaction.requiringNew().call(this::read);
        }
        return false;
    }

    private Current read() {
        var bounds = table.bounds();
        return new Current(scoring(bounds), intervals(table.intervals()), bounds);
    }

    private Scoring scoring(Map<String, Bounds> bounds) {
        var byDays = settings.recency().by() == ScoringMethod.DAYS;
        var days = byDays ? settings.recency().days() : List.<Integer>of();
        // the bounds move each day: where they are not used they are no reason to ask everybody again
        var recency = byDays ? Scale.UNKNOWN : scale(bounds, ThresholdTable.RECENCY);
        var monetary =
                settings.monetary().above().map(Scale::new).orElseGet(() -> scale(bounds, ThresholdTable.MONETARY));
        return new Scoring(days, recency, monetary);
    }

    private static Scale scale(Map<String, Bounds> bounds, String measure) {
        var found = bounds.get(measure);
        return found == null ? Scale.UNKNOWN : found.scale();
    }

    private Map<String, Interval> intervals(Map<String, Integer> overPeople) {
        return categories.byKey().values().stream()
                .collect(Collectors.toUnmodifiableMap(Replenishable::key, category -> {
                    var days = overPeople.get(category.key());
                    return days == null
                            ? new Interval(category.days(), Confidence.DEFAULT)
                            : new Interval(days, Confidence.CATEGORY);
                }));
    }
}
