package dev.waymark.journey;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** The rows behind {@link Waits}. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class WaitTable {

    private final Sql sql;
    private final Clock clock;

    WaitTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A wait to be armed.
     *
     * @param pass key of the element instance that arms it, 0 for the goal
     * @param sinceSeq behaviour after this event counts
     */
    record NewWait(UUID id, UUID enrolment, String elementId, long pass, long sinceSeq) {}

    /** An armed wait that an event would end, and the message that tells the engine. */
    record Waiting(UUID id, UUID enrolment, String message) {}

    /** Stores a wait, or does nothing when this pass of the step has armed one; answers the id of the stored one. */
    UUID insert(NewWait wait, Optional<Duration> within) {
        var now = clock.instant();
        var added = sql.update(
                """
                insert into wait (id, enrolment_id, element_id, pass, since_seq, armed_at, deadline, status)
                values (?, ?, ?, ?, ?, ?, cast(? as timestamptz), 'ARMED')
                on conflict on constraint wait_once do nothing
                """,
                wait.id(),
                wait.enrolment(),
                wait.elementId(),
                wait.pass(),
                wait.sinceSeq(),
                now,
                within.map(now::plus).orElse(null));
        if (added == 1) {
            return wait.id();
        }
        return sql.query(
                        "select id from wait where enrolment_id = ? and element_id = ? and pass = ?",
                        row -> row.getObject(1, UUID.class),
                        wait.enrolment(),
                        wait.elementId(),
                        wait.pass())
                .getFirst();
    }

    void addTrigger(UUID wait, UUID profile, String eventName, String message) {
        sql.update(
                "insert into wait_trigger (wait_id, profile_id, event_name, message) values (?, ?, ?, ?)",
                wait,
                profile,
                eventName,
                message);
    }

    /** What these people's waits wait for. */
    List<WaitsOfBatch.Trigger> armed(Collection<ProfileId> profiles) {
        return sql.query(
                """
                select t.profile_id, t.event_name from wait_trigger t join wait w on w.id = t.wait_id
                where t.profile_id = any(?) and w.status = 'ARMED' and (w.deadline is null or w.deadline > ?)
                """,
                row -> new WaitsOfBatch.Trigger(new ProfileId(row.getObject(1, UUID.class)), row.getString(2)),
                Sql.uuids(profiles.stream().map(ProfileId::value).toList()),
                clock.instant());
    }

    /** One event that would end an armed wait, and where the wait begins to count. */
    record Armed(UUID id, UUID enrolment, String eventName, String message, long sinceSeq) {}

    /** A profile's armed waits, one line for each event that ends one, the longest armed first. */
    List<Armed> armedOf(ProfileId profile) {
        return sql.query(
                """
                select w.id, w.enrolment_id, t.event_name, t.message, w.since_seq
                from wait_trigger t join wait w on w.id = t.wait_id
                where t.profile_id = ? and w.status = 'ARMED' and (w.deadline is null or w.deadline > ?)
                order by w.armed_at, w.id, t.event_name
                """,
                row -> new Armed(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getString(3),
                        row.getString(4),
                        row.getLong(5)),
                profile.value(),
                clock.instant());
    }

    void move(ProfileId loser, ProfileId winner) {
        sql.update("update wait_trigger set profile_id = ? where profile_id = ?", winner.value(), loser.value());
    }

    /** Armed waits that this event ends. The profile's lock is held, so nobody else ends them meanwhile. */
    List<Waiting> waitingFor(ProfileId profile, String eventName, long seq) {
        return sql.query(
                """
                select w.id, w.enrolment_id, t.message
                from wait_trigger t join wait w on w.id = t.wait_id
                where t.profile_id = ? and t.event_name = ? and w.status = 'ARMED' and w.since_seq < ?
                  and (w.deadline is null or w.deadline > ?)
                """,
                row -> new Waiting(row.getObject(1, UUID.class), row.getObject(2, UUID.class), row.getString(3)),
                profile.value(),
                eventName,
                seq,
                clock.instant());
    }

    /** The newest event that has ended a wait of this enrolment, or where the enrolment began. */
    long countedUpTo(Enrolment enrolment) {
        return sql.query(
                        "select greatest(?, coalesce(max(hit_seq), 0)) from wait where enrolment_id = ?",
                        row -> row.getLong(1),
                        enrolment.entrySeq,
                        enrolment.id)
                .getFirst();
    }

    void markHit(UUID wait, long seq) {
        sql.update("update wait set status = 'HIT', hit_seq = ? where id = ? and status = 'ARMED'", seq, wait);
        sql.update("delete from wait_trigger where wait_id = ?", wait);
    }

    Optional<Long> hitSeq(UUID wait) {
        return sql
                .query("select hit_seq from wait where id = ? and hit_seq is not null", row -> row.getLong(1), wait)
                .stream()
                .findFirst();
    }

    void close(UUID enrolment) {
        sql.update("update wait set status = 'CLOSED' where enrolment_id = ? and status = 'ARMED'", enrolment);
        sql.update("delete from wait_trigger where wait_id in (select id from wait where enrolment_id = ?)", enrolment);
    }
}
