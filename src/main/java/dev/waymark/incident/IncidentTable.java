package dev.waymark.incident;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Reads what the exporter wrote of incidents. One is open until the engine says that it is resolved, and for as long as
 * its enrolment goes on. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class IncidentTable {

    private static final String OPEN = """
            from engine_record r
            join enrolment e on e.instance = r.instance and e.status in ('STARTING', 'RUNNING')
            join journey_version v on v.id = e.version_id
            where r.intent = 'CREATED'
              and not exists (select 1 from engine_record d
                              where d.record_key = r.record_key and d.intent = 'RESOLVED')
            """;

    private static final String COLUMNS = """
            select r.record_key, r.element_id, r.detail, r.reason, r.at, r.job, e.id, e.journey, v.version,
                   exists (select 1 from outbox o where o.enrolment_id = e.id and o.kind = 'RETRY'
                           and o.payload ->> 'incident' = cast(r.record_key as text)) as retrying
            """;

    private static final String WANTED =
            " and (cast(? as text) is null or e.journey = ?)" + " and (cast(? as text) is null or r.element_id = ?)";

    private final Sql sql;

    IncidentTable(Sql sql) {
        this.sql = sql;
    }

    /** Which ones; null for all. */
    record Wanted(@Nullable String journey, @Nullable String elementId) {}

    /** The oldest first, those behind {@code after}. */
    List<Incident> open(Wanted wanted, long after, int limit) {
        return sql.query(
                COLUMNS + OPEN + WANTED + " and r.record_key > ? order by r.record_key limit ?",
                IncidentTable::incident,
                wanted.journey(),
                wanted.journey(),
                wanted.elementId(),
                wanted.elementId(),
                after,
                limit);
    }

    /** Those that nobody has asked another try for, the oldest first. */
    List<Incident> unasked(Wanted wanted, int limit) {
        return sql.query(
                "select * from (" + COLUMNS + OPEN + WANTED
                        + ") as found where not retrying order by record_key limit ?",
                IncidentTable::incident,
                wanted.journey(),
                wanted.journey(),
                wanted.elementId(),
                wanted.elementId(),
                limit);
    }

    /** Until the transaction ends nobody else asks for another try: two that look at once would both ask. */
    void lockRetries() {
        sql.query("select pg_advisory_xact_lock(hashtext('incident-retry'))", row -> true);
    }

    Optional<Incident> find(long key) {
        return sql.query(COLUMNS + OPEN + " and r.record_key = ?", IncidentTable::incident, key).stream()
                .findFirst();
    }

    long count(Wanted wanted) {
        return sql.query(
                        "select count(*) " + OPEN + WANTED,
                        row -> row.getLong(1),
                        wanted.journey(),
                        wanted.journey(),
                        wanted.elementId(),
                        wanted.elementId())
                .getFirst();
    }

    private static Incident incident(ResultSet row) throws SQLException {
        var job = row.getLong("job");
        var hasNone = row.wasNull();
        return new Incident(
                row.getLong("record_key"),
                row.getObject("id", UUID.class),
                row.getString("journey"),
                row.getInt("version"),
                row.getString("element_id"),
                row.getString("element_id"),
                row.getString("detail"),
                row.getString("reason"),
                Objects.requireNonNull(Sql.instant(row, "at")),
                row.getBoolean("retrying"),
                hasNone ? null : job);
    }
}
