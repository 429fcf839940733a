package dev.waymark.journey;

import dev.waymark.engine.EngineCommand;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.Outbox;
import dev.waymark.support.Loop;
import dev.waymark.support.Sql;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What has to be done for journeys without anybody asking: start those who entered while the journey was paused, end
 * those whose journey was stopped, close waits whose time is over.
 *
 * <p>Thread-safe; a few at a time, each time in one transaction, so that nothing of it is a burst; nodes share the work.
 */
@ApplicationScoped
class JourneyUpkeep {

    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    /** Starts in a second: what a broker takes beside everything else. */
    private static final int STARTS = 50;

    private static final int STOPS = 100;
    private static final int WAITS = 500;
    private static final String STOPPED = "journey-stopped";

    private final Sql sql;
    private final Outbox outbox;
    private final Enrolments enrolments;
    private final EnrolmentExits exits;
    private final WaitTable waits;
    private @Nullable Loop loop;

    JourneyUpkeep(Sql sql, Outbox outbox, Enrolments enrolments, EnrolmentExits exits, WaitTable waits) {
        this.sql = sql;
        this.outbox = outbox;
        this.enrolments = enrolments;
        this.exits = exits;
        this.waits = waits;
    }

    private record Waiting(UUID enrolment, String hash) {}

    void start(@Observes @Priority(1_000) StartupEvent start) {
        loop = Loop.start("journey-upkeep", LOOK_EVERY, this::work);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean work() {
        QuarkusTransaction.requiringNew().run(this::startWaiting);
        var stopped = QuarkusTransaction.requiringNew().call(this::endStopped);
        var closed = QuarkusTransaction.requiringNew().call(() -> waits.closeOverdue(WAITS));
        return stopped == STOPS || closed == WAITS;
    }

    /** Those who are to start and whom nothing is going to start. */
    private void startWaiting() {
        sql.query("""
                        select e.id, v.hash from enrolment e join journey_version v on v.id = e.version_id
                        where e.status = 'STARTING' and v.status in ('PUBLISHED', 'DRAINING')
                          and not exists (select 1 from outbox o where o.enrolment_id = e.id)
                        order by e.enrolled_at limit ? for update of e skip locked
                        """, row -> new Waiting(row.getObject(1, UUID.class), row.getString(2)), STARTS)
                .forEach(one -> outbox.add(new EngineCommand.Start(new EnrolmentId(one.enrolment()), one.hash())));
    }

    private int endStopped() {
        var found = sql.query("""
                select e.id from enrolment e join journey_version v on v.id = e.version_id
                where e.status in ('STARTING', 'RUNNING') and v.status = 'STOPPED' order by e.id limit ?
                """, row -> row.getObject(1, UUID.class), STOPS);
        if (!found.isEmpty()) {
            enrolments.lockProfilesOf(found);
            enrolments.lockedInOrder(found).forEach(enrolment -> exits.exit(enrolment, STOPPED, "operator"));
        }
        return found.size();
    }
}
