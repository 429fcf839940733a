package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import org.jspecify.annotations.Nullable;

/** What the person ordered, less what was cancelled or refunded. Immutable. */
public final class Orders {

    private final Effort effort = Effort.current();
    private final ProfileFacts facts;

    public Orders(ProfileFacts facts) {
        this.facts = facts;
    }

    /** How many orders count: neither cancelled nor refunded in full. */
    public long count() {
        effort.spend();
        return facts.behaviour().orders().count();
    }

    /** What the orders that count are worth, less refunds, in the home currency. */
    public double value() {
        effort.spend();
        return facts.behaviour().orders().value().doubleValue();
    }

    /** Days since the last order that counts, by the calendar in UTC; none without orders. */
    public @Nullable Double daysSinceLast() {
        effort.spend();
        var today = LocalDate.ofInstant(facts.now(), ZoneOffset.UTC);
        return facts.behaviour()
                .orders()
                .lastAt()
                .map(last -> (double) ChronoUnit.DAYS.between(LocalDate.ofInstant(last, ZoneOffset.UTC), today))
                .orElse(null);
    }
}
