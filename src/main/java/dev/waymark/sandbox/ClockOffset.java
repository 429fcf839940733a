package dev.waymark.sandbox;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Duration;
import java.util.List;
import org.hibernate.Session;

/** How far business time was moved, kept over restarts. Thread-safe; each call is a transaction. */
@ApplicationScoped
class ClockOffset {

    private final Session db;
    private final Event<TimeMoved> moved;

    ClockOffset(Session db, Event<TimeMoved> moved) {
        this.db = db;
        this.moved = moved;
    }

    @Transactional
    Duration stored() {
        List<Long> offsets = db.createNativeQuery("select offset_millis from sandbox_clock", Long.class)
                .getResultList();
        return offsets.isEmpty() ? Duration.ZERO : Duration.ofMillis(offsets.getFirst());
    }

    @Transactional
    void store(Duration by, Duration offset) {
        db.createNativeQuery("insert into sandbox_clock (offset_millis) values (:offset)"
                        + " on conflict (only_row) do update set offset_millis = excluded.offset_millis")
                .setParameter("offset", offset.toMillis())
                .executeUpdate();
        moved.fire(new TimeMoved(by, offset));
    }
}
