package dev.waymark.segment.fact;

import dev.waymark.behaviour.Replenishment.Expected;
import dev.waymark.segment.ProfileFacts;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** When the person is going to need more of what they bought. Immutable. */
public final class Supply {

    private final Effort effort = Effort.current();
    private final ProfileFacts facts;

    public Supply(ProfileFacts facts) {
        this.facts = facts;
    }

    /** True if more of the category is likely to be needed today or within so many days. */
    public boolean runsOutWithinDays(String category, int days) {
        effort.spend();
        var until = daysUntilRunsOut(category);
        return until != null && until >= 0 && until <= days;
    }

    /** Days until more of the category is likely to be needed, negative when it is overdue; none if never bought. */
    public @Nullable Double daysUntilRunsOut(String category) {
        effort.spend();
        var today = LocalDate.ofInstant(facts.now(), ZoneOffset.UTC);
        return expected(category)
                .map(expected -> (double) ChronoUnit.DAYS.between(today, expected.on()))
                .orElse(null);
    }

    /** Whose habit the expectation is from: own, category or default; empty if there is none. */
    public String confidence(String category) {
        effort.spend();
        return expected(category)
                .map(expected -> expected.confidence().name().toLowerCase(Locale.ROOT))
                .orElse("");
    }

    private Optional<Expected> expected(String category) {
        return facts.behaviour().replenishment().expected(category);
    }
}
