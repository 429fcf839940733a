package dev.waymark.behaviour;

import java.time.LocalDate;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;

/** When a person is going to need more of what runs out. Immutable. */
public final class Replenishment {

    static final Replenishment NONE = new Replenishment(OrderBook.EMPTY, Map.of());

    private final Map<String, Rhythm> rhythms;
    private final Map<String, Interval> usual;

    /** @param usual by replenishable category: others are not expected to be bought again */
    Replenishment(OrderBook book, Map<String, Interval> usual) {
        this.rhythms = book.rhythms().stream().collect(Collectors.toMap(Rhythm::category, rhythm -> rhythm));
        this.usual = Map.copyOf(usual);
    }

    /** Where an interval is from. */
    public enum Confidence {
        /** The median of the person's own intervals. */
        OWN,
        /** The median over all people who have one. */
        CATEGORY,
        /** What was declared for the category. */
        DEFAULT
    }

    /** Days between two purchases. */
    record Interval(int days, Confidence confidence) {}

    /** The next purchase: on which day it is due, and where that is from. */
    public record Expected(LocalDate on, int interval, Confidence confidence) {}

    /** Empty for who never bought of the category, and for a category that does not run out. */
    public Optional<Expected> expected(String category) {
        var key = Category.key(category);
        var rhythm = rhythms.get(key);
        var interval = usual.get(key);
        if (rhythm == null || interval == null) {
            return Optional.empty();
        }
        var own = rhythm.interval();
        var days = own == null ? interval.days() : own;
        return Optional.of(new Expected(
                rhythm.lastOn().plusDays(days), days, own == null ? interval.confidence() : Confidence.OWN));
    }
}
