package dev.waymark.journey;

import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;

/** Reckons until when somebody waits at the timer after it, by their own time zone and traits. Thread-safe. */
@ApplicationScoped
class WaitUntilHandler implements StepHandler {

    private final StepDecisions decisions;
    private final DueTime dueTime;
    private final Clock clock;

    WaitUntilHandler(StepDecisions decisions, DueTime dueTime, Clock clock) {
        this.decisions = decisions;
        this.dueTime = dueTime;
        this.clock = clock;
    }

    @Override
    public String jobType() {
        return "waymark:wait-until:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(
                StepHeader.optional(DueTime.TIME_OF_DAY, new StepHeader.Kind.TimeOfDay()),
                StepHeader.optional(DueTime.DATE_TRAIT, new StepHeader.Kind.TraitName()),
                StepHeader.optional(DueTime.WINDOW_FROM, new StepHeader.Kind.TraitName()),
                StepHeader.optional(DueTime.BEFORE, new StepHeader.Kind.Lasting()),
                StepHeader.optional(DueTime.SPREAD, new StepHeader.Kind.Lasting()));
    }

    /** The timer starts a moment later than this is reckoned, so it is never early. */
    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var now = clock.instant();
        var decision = decisions.decide(job, () -> dueTime.of(job, now));
        var left = Duration.between(now, Instant.parse(decision.word()));
        return Map.of("waitFor", (left.isNegative() ? Duration.ZERO : left).toString());
    }
}
