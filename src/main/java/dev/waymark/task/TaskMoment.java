package dev.waymark.task;

import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.UUID;

/** Where a new task gets its time and its id from. */
@ApplicationScoped
class TaskMoment {

    private final Ids ids;
    private final Clock clock;

    TaskMoment(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    Instant now() {
        return clock.instant();
    }

    UUID newId() {
        return ids.next();
    }
}
