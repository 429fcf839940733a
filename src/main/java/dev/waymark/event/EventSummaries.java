package dev.waymark.event;

import dev.waymark.support.Sql;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;

/** Counts what a person did, by name. Thread-safe; in the ingest transaction. */
@ApplicationScoped
class EventSummaries {

    private final Sql sql;

    EventSummaries(Sql sql) {
        this.sql = sql;
    }

    void on(@Observes @Priority(150) EventIngested event) {
        if (event.name() != null) {
            sql.update("""
                    insert into event_summary as s (profile_id, name, count, first_at, last_at)
                    values (?, ?, 1, ?, ?)
                    on conflict on constraint event_summary_pk do update
                    set count = s.count + 1,
                        first_at = least(s.first_at, excluded.first_at),
                        last_at = greatest(s.last_at, excluded.last_at)
                    """, event.profile().value(), event.name(), event.occurredAt(), event.occurredAt());
        }
    }
}
