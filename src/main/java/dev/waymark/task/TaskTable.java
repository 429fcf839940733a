package dev.waymark.task;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The rows behind {@link Tasks}. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class TaskTable {

    private static final String COLUMNS =
            "id, enrolment_id, profile_id, journey, kind, title, status, opens_at, due_at,"
                    + " reminded_at, escalated_at, assignee, outcome, note, created_at, settled_at";

    private final Sql sql;

    TaskTable(Sql sql) {
        this.sql = sql;
    }

    /**
     * A task as it is created.
     *
     * @param pass key of the element instance that creates it
     */
    record NewTask(
            UUID id,
            UUID enrolment,
            long instance,
            UUID profile,
            String journey,
            String elementId,
            long pass,
            String kind,
            String title,
            Instant opensAt,
            Instant dueAt,
            @Nullable Instant remindAt,
            @Nullable Instant escalateAt,
            Instant createdAt) {}

    /** A task as it stands. */
    record Row(
            UUID id,
            UUID enrolment,
            UUID profile,
            String journey,
            String kind,
            String title,
            TaskStatus status,
            Instant opensAt,
            Instant dueAt,
            @Nullable Instant remindedAt,
            @Nullable Instant escalatedAt,
            @Nullable String assignee,
            @Nullable String outcome,
            @Nullable String note,
            Instant createdAt,
            @Nullable Instant settledAt) {}

    /**
     * Answers whether it is new: a step that is delivered again creates no second one, and an enrolment that has ended,
     * or for which another instance acts, none. The caller holds the profile's lock, under which enrolments end.
     */
    boolean insert(NewTask task) {
        return sql.update(
                        """
                        insert into task (id, enrolment_id, profile_id, journey, element_id, pass, kind, title, status,
                                          opens_at, due_at, remind_at, escalate_at, created_at)
                        select ?, id, ?, ?, ?, ?, ?, ?, 'OPEN', ?, ?, cast(? as timestamptz), cast(? as timestamptz), ?
                        from enrolment where id = ? and instance = ? and status in ('STARTING', 'RUNNING')
                        on conflict on constraint task_once do nothing
                        """,
                        task.id(),
                        task.profile(),
                        task.journey(),
                        task.elementId(),
                        task.pass(),
                        task.kind(),
                        task.title(),
                        task.opensAt(),
                        task.dueAt(),
                        task.remindAt(),
                        task.escalateAt(),
                        task.createdAt(),
                        task.enrolment(),
                        task.instance())
                == 1;
    }

    /** Whether this pass of the step has created its task. */
    boolean isThere(UUID enrolment, String elementId, long pass) {
        return !sql.query(
                        "select 1 from task where enrolment_id = ? and element_id = ? and pass = ?",
                        row -> true,
                        enrolment,
                        elementId,
                        pass)
                .isEmpty();
    }

    Optional<Row> find(UUID id) {
        return sql.query("select " + COLUMNS + " from task where id = ?", TaskTable::row, id).stream()
                .findFirst();
    }

    Optional<Row> locked(UUID id) {
        return sql.query("select " + COLUMNS + " from task where id = ? for update", TaskTable::row, id).stream()
                .findFirst();
    }

    /** Which tasks; null for all. */
    record Wanted(@Nullable String kind, @Nullable String assignee, boolean escalated) {}

    /**
     * What is to be done, what is due first, first.
     *
     * @param after the last task of the page before, done or not; null for the first page
     */
    List<Row> waiting(Wanted wanted, @Nullable UUID after, int limit) {
        return sql.query(
                "select " + COLUMNS + " from task where status in ('OPEN', 'CLAIMED')"
                        + " and (cast(? as text) is null or kind = ?) and (cast(? as text) is null or assignee = ?)"
                        + " and (not ? or escalated_at is not null) and (cast(? as uuid) is null"
                        + " or (due_at, id) > (select last.due_at, last.id from task last where last.id = ?))"
                        + " order by due_at, id limit ?",
                TaskTable::row,
                wanted.kind(),
                wanted.kind(),
                wanted.assignee(),
                wanted.assignee(),
                wanted.escalated(),
                after,
                after,
                limit);
    }

    List<Row> activeOf(Collection<UUID> enrolments) {
        return sql.query(
                "select " + COLUMNS + " from task where enrolment_id = any(?) and status in ('OPEN', 'CLAIMED')"
                        + " order by id for update",
                TaskTable::row,
                Sql.uuids(enrolments));
    }

    /** Whose moment has come, and takes it so that it comes once; {@code which} is remind or escalate. */
    List<Row> takeDue(String which, Instant now, int atMost) {
        return sql.query(
                """
                update task set %1$sd_at = ? where id in (
                    select id from task where status in ('OPEN', 'CLAIMED') and %2$s_at <= ? and %1$sd_at is null
                    order by %2$s_at limit ? for update skip locked)
                returning %3$s
                """.formatted(which.equals("remind") ? "reminde" : "escalate", which, COLUMNS),
                TaskTable::row,
                now,
                now,
                atMost);
    }

    void update(UUID id, TaskStatus status, @Nullable String assignee) {
        sql.update("update task set status = ?, assignee = cast(? as text) where id = ?", status.name(), assignee, id);
    }

    void settle(UUID id, TaskStatus status, @Nullable String outcome, @Nullable String note, Instant at) {
        sql.update(
                "update task set status = ?, outcome = cast(? as text), note = cast(? as text), settled_at = ? where id = ?",
                status.name(),
                outcome,
                note,
                at,
                id);
    }

    void move(UUID loser, UUID winner) {
        sql.update("update task set profile_id = ? where profile_id = ?", winner, loser);
    }

    /** What was noted of somebody is theirs. */
    void forget(Collection<UUID> profiles) {
        sql.update("update task set note = null where profile_id = any(?)", Sql.uuids(profiles));
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("id", UUID.class),
                row.getObject("enrolment_id", UUID.class),
                row.getObject("profile_id", UUID.class),
                row.getString("journey"),
                row.getString("kind"),
                row.getString("title"),
                TaskStatus.valueOf(row.getString("status")),
                row.getTimestamp("opens_at").toInstant(),
                row.getTimestamp("due_at").toInstant(),
                Sql.instant(row, "reminded_at"),
                Sql.instant(row, "escalated_at"),
                row.getString("assignee"),
                row.getString("outcome"),
                row.getString("note"),
                row.getTimestamp("created_at").toInstant(),
                Sql.instant(row, "settled_at"));
    }
}
