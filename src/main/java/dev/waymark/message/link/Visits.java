package dev.waymark.message.link;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The visits of links that are still to be judged, or were a moment ago. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class Visits {

    /** More at once than a person makes: who asks without end fills no table. */
    private static final int MOST_WAITING = 50;

    /** For so long they tell something about those that come after. */
    private static final Duration KEPT = Duration.ofMinutes(10);

    private static final int AT_ONCE = 200;

    private final Sql sql;
    private final Clock clock;

    Visits(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    void add(UUID message, @Nullable Integer link, @Nullable String suspicion) {
        sql.update("""
                insert into link_visit (message_id, link, at, suspicion)
                select ?, ?::int, ?, ?::text
                where (select count(*) from link_visit where message_id = ? and not judged) < ?
                """, message, link, clock.instant(), suspicion, message, MOST_WAITING);
    }

    /** Messages with visits that have waited long enough, the oldest first. */
    List<UUID> toJudge(Duration after) {
        return sql.query("""
                select message_id from link_visit
                where not judged and seen_at <= clock_timestamp() - make_interval(secs => ?)
                group by message_id order by min(seen_at) limit ?
                """, row -> row.getObject(1, UUID.class), after.toMillis() / 1_000.0, AT_ONCE);
    }

    /** Those of one message that have waited long enough, now and before. */
    List<Visit> of(UUID message) {
        return sql.query(
                "select * from link_visit where message_id = ? order by seen_at, id",
                row -> new Visit(
                        row.getLong("id"),
                        row.getObject("link", Integer.class),
                        Sql.instant(row, "at"),
                        Sql.instant(row, "seen_at"),
                        row.getString("suspicion")),
                message);
    }

    /** Which of a message's visits are to be judged now. */
    List<Long> due(UUID message, Duration after) {
        return sql.query("""
                select id from link_visit
                where message_id = ? and not judged and seen_at <= clock_timestamp() - make_interval(secs => ?)
                """, row -> row.getLong(1), message, after.toMillis() / 1_000.0);
    }

    void judged(UUID message, List<Long> visits) {
        sql.update(
                "update link_visit set judged = true where message_id = ? and id = any(?)",
                message,
                Sql.column("int8", visits, id -> id));
    }

    void forgetOld() {
        sql.update(
                "delete from link_visit where judged and seen_at < clock_timestamp() - make_interval(secs => ?)",
                (double) KEPT.toSeconds());
    }
}
