package dev.waymark.journey;

import dev.waymark.support.DatabaseAway;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Enrols people by the calendar: each at the journey's time of day by their own clock, spread as the journey says. Whom
 * {@link SchedulePlan} has planned enters when it is due, if they are in the segment still.
 *
 * <p>Thread-safe; each person in a transaction; two nodes that look at one person do it once.
 */
@ApplicationScoped
class ScheduledEntries {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration NEXT_TRY = Duration.ofHours(1);
    private static final int AT_ONCE = 100;
    private static final Logger LOG = Logger.getLogger(ScheduledEntries.class);

    private final ScheduleTable table;
    private final SchedulePlan plan;
    private final Journeys journeys;
    private final ScheduledEntrant entrant;
    private final Clock clock;
    private List<Loop> loops = List.of();

    ScheduledEntries(ScheduleTable table, SchedulePlan plan, Journeys journeys, ScheduledEntrant entrant, Clock clock) {
        this.table = table;
        this.plan = plan;
        this.journeys = journeys;
        this.entrant = entrant;
        this.clock = clock;
    }

    void start(@Observes @Priority(1_000) StartupEvent start) {
        loops = List.of(
                Loop.start("scheduled-entries", LOOK_EVERY, this::enterDue),
                Loop.start("schedule-plan", LOOK_EVERY, this::planAll));
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    private boolean enterDue() {
        var due = QuarkusTransaction.requiringNew().call(() -> table.due(clock.instant(), AT_ONCE));
        due.forEach(this::enterAlone);
        return due.size() == AT_ONCE;
    }

    /** Each in a transaction of their own: the profile's lock first, as everywhere, and nobody waits for another. */
    private void enterAlone(ScheduleTable.Due due) {
        try {
            QuarkusTransaction.requiringNew().run(() -> entrant.enter(due));
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            LOG.errorf(failed, "scheduled entry failed, put off journey=%s profile=%s", due.journey(), due.profile());
            QuarkusTransaction.requiringNew()
                    .run(() -> table.putOff(due, clock.instant().plus(NEXT_TRY)));
        }
    }

    private boolean planAll() {
        for (var journey : journeys.current()) {
            if (journey.model().entry().schedule() != null) {
                plan.plan(journey);
            }
        }
        return false;
    }
}
