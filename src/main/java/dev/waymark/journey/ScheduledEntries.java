package dev.waymark.journey;

import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Enrols people by the calendar: each at the journey's time of day by their own clock, spread as the journey says. Whom
 * {@link SchedulePlan} has planned enters when it is due, if they are in the segment still.
 *
 * <p>Thread-safe; some at a time, each time in one transaction; nodes share the work.
 */
@ApplicationScoped
class ScheduledEntries {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int AT_ONCE = 100;

    private final ScheduleTable table;
    private final SchedulePlan plan;
    private final Journeys journeys;
    private final ScheduledEntrant entrant;
    private final Clock clock;
    private @Nullable Loop loop;

    ScheduledEntries(ScheduleTable table, SchedulePlan plan, Journeys journeys, ScheduledEntrant entrant, Clock clock) {
        this.table = table;
        this.plan = plan;
        this.journeys = journeys;
        this.entrant = entrant;
        this.clock = clock;
    }

    void start(@Observes @Priority(1_000) StartupEvent start) {
        loop = Loop.start("scheduled-entries", LOOK_EVERY, this::work);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean work() {
        journeys.current().stream()
                .filter(journey -> journey.model().entry().schedule() != null)
                .forEach(plan::plan);
        return QuarkusTransaction.requiringNew().call(this::enterDue) == AT_ONCE;
    }

    private int enterDue() {
        var due = table.takeDue(clock.instant(), AT_ONCE);
        due.forEach(one -> table.settle(
                one,
                journeys.current(one.journey())
                        .map(journey -> entrant.enter(journey, one))
                        .orElse(EntryOutcome.EXCLUDED)));
        return due.size();
    }
}
