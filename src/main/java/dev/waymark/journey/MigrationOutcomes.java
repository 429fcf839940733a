package dev.waymark.journey;

import dev.waymark.support.Page;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What became of enrolments that were to be moved to another version. Reads only; thread-safe. */
@ApplicationScoped
class MigrationOutcomes {

    private final Sql sql;

    MigrationOutcomes(Sql sql) {
        this.sql = sql;
    }

    /**
     * How far a migration has come.
     *
     * @param moving between two instances now: no step acts for them
     * @param done enrolments whose outcome is known
     * @param outcomes enrolments by outcome
     */
    record MigrationView(
            UUID id,
            String journey,
            int from,
            int to,
            String actor,
            long enrolments,
            long moving,
            long done,
            Map<String, Long> outcomes,
            Instant requestedAt,
            @Nullable Instant finishedAt) {}

    /**
     * What became of one enrolment.
     *
     * @param place in the migration, from 1
     * @param outcome null while it is not known
     * @param detail why, where it was not moved
     */
    record MoveView(
            long place,
            UUID enrolmentId,
            @Nullable String outcome,
            String detail,
            @Nullable Instant settledAt) {}

    @Transactional
    Optional<MigrationView> find(UUID id) {
        return sql.query("""
                        select b.*, f.version as from_number, t.version as to_number from migration_batch b
                        join journey_version f on f.id = b.from_version join journey_version t on t.id = b.to_version
                        where b.id = ?
                        """, this::view, id).stream().findFirst();
    }

    private MigrationView view(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var outcomes = new TreeMap<String, Long>();
        sql.query(
                        "select outcome, count(*) from migration_batch_enrolment where batch_id = ? and outcome is not null"
                                + " group by outcome",
                        found -> Map.entry(MoveOutcome.valueOf(found.getString(1)), found.getLong(2)),
                        id)
                .forEach(count -> outcomes.put(count.getKey().word(), count.getValue()));
        return new MigrationView(
                id,
                row.getString("journey"),
                row.getInt("from_number"),
                row.getInt("to_number"),
                row.getString("actor"),
                row.getLong("enrolments"),
                moving(id),
                outcomes.values().stream().mapToLong(Long::longValue).sum(),
                outcomes,
                row.getTimestamp("requested_at").toInstant(),
                Sql.instant(row, "finished_at"));
    }

    private long moving(UUID id) {
        return sql.query(
                        "select count(*) from migration_batch_enrolment where batch_id = ? and outcome is null"
                                + " and step in ('ENDING', 'STARTING')",
                        row -> row.getLong(1),
                        id)
                .getFirst();
    }

    /** @param after place of the last enrolment of the page before, or 0 */
    @Transactional
    Page<MoveView> enrolments(UUID id, @Nullable MoveOutcome outcome, long after, int limit) {
        var wanted = outcome == null ? null : outcome.name();
        var found = sql.query(
                """
                select place, enrolment_id, outcome, detail, settled_at from migration_batch_enrolment
                where batch_id = ? and place > ? and (cast(? as text) is null or outcome = ?) order by place limit ?
                """,
                row -> new MoveView(
                        row.getLong("place"),
                        row.getObject("enrolment_id", UUID.class),
                        Optional.ofNullable(row.getString("outcome"))
                                .map(word -> MoveOutcome.valueOf(word).word())
                                .orElse(null),
                        row.getString("detail"),
                        Sql.instant(row, "settled_at")),
                id,
                after,
                wanted,
                wanted,
                limit + 1);
        return Page.of(found, limit, last -> Long.toString(last.place()));
    }
}
