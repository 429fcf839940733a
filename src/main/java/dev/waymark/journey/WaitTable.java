package dev.waymark.journey;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.Tuple;
import java.time.Clock;
import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.Session;

/** The rows behind {@link Waits}. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class WaitTable {

    private final Session db;
    private final Sql sql;
    private final Clock clock;

    WaitTable(Session db, Sql sql, Clock clock) {
        this.db = db;
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
        var added = db.createNativeQuery("""
                        insert into wait (id, enrolment_id, element_id, pass, since_seq, armed_at, deadline, status)
                        values (:id, :enrolment, :element, :pass, :since, :now, cast(:deadline as timestamptz), 'ARMED')
                        on conflict on constraint wait_once do nothing
                        """)
                .setParameter("id", wait.id())
                .setParameter("enrolment", wait.enrolment())
                .setParameter("element", wait.elementId())
                .setParameter("pass", wait.pass())
                .setParameter("since", wait.sinceSeq())
                .setParameter("now", now)
                .setParameter("deadline", within.map(now::plus).orElse(null))
                .executeUpdate();
        if (added == 1) {
            return wait.id();
        }
        return db.createNativeQuery(
                        "select id from wait where enrolment_id = :enrolment and element_id = :element and pass = :pass",
                        UUID.class)
                .setParameter("enrolment", wait.enrolment())
                .setParameter("element", wait.elementId())
                .setParameter("pass", wait.pass())
                .getSingleResult();
    }

    void addTrigger(UUID wait, UUID profile, String eventName, String message) {
        db.createNativeQuery("insert into wait_trigger (wait_id, profile_id, event_name, message)"
                        + " values (:wait, :profile, :event, :message)")
                .setParameter("wait", wait)
                .setParameter("profile", profile)
                .setParameter("event", eventName)
                .setParameter("message", message)
                .executeUpdate();
    }

    /** What these people's waits wait for. */
    List<WaitsOfBatch.Trigger> armed(Collection<ProfileId> profiles) {
        return sql.query(
                "select profile_id, event_name from wait_trigger where profile_id = any(?)",
                row -> new WaitsOfBatch.Trigger(new ProfileId(row.getObject(1, UUID.class)), row.getString(2)),
                Sql.uuids(profiles.stream().map(ProfileId::value).toList()));
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
        List<Tuple> rows = db.createNativeQuery("""
                        select w.id, w.enrolment_id, t.message
                        from wait_trigger t join wait w on w.id = t.wait_id
                        where t.profile_id = :profile and t.event_name = :event
                          and w.status = 'ARMED' and w.since_seq < :seq
                          and (w.deadline is null or w.deadline > :now)
                        """, Tuple.class)
                .setParameter("profile", profile.value())
                .setParameter("event", eventName)
                .setParameter("seq", seq)
                .setParameter("now", clock.instant())
                .getResultList();
        return rows.stream()
                .map(row -> new Waiting(
                        row.get("id", UUID.class),
                        row.get("enrolment_id", UUID.class),
                        row.get("message", String.class)))
                .toList();
    }

    /** The newest event that has ended a wait of this enrolment, or where the enrolment began. */
    long countedUpTo(Enrolment enrolment) {
        return db.createNativeQuery(
                        "select greatest(:entry, coalesce(max(hit_seq), 0)) from wait where enrolment_id = :enrolment",
                        Long.class)
                .setParameter("entry", enrolment.entrySeq)
                .setParameter("enrolment", enrolment.id)
                .getSingleResult();
    }

    void markHit(UUID wait, long seq) {
        db.createNativeQuery("update wait set status = 'HIT', hit_seq = :seq where id = :wait and status = 'ARMED'")
                .setParameter("seq", seq)
                .setParameter("wait", wait)
                .executeUpdate();
        db.createNativeQuery("delete from wait_trigger where wait_id = :wait")
                .setParameter("wait", wait)
                .executeUpdate();
    }

    Optional<Long> hitSeq(UUID wait) {
        List<Long> hits = db.createNativeQuery(
                        "select hit_seq from wait where id = :wait and hit_seq is not null", Long.class)
                .setParameter("wait", wait)
                .getResultList();
        return hits.stream().findFirst();
    }

    void close(UUID enrolment) {
        db.createNativeQuery("update wait set status = 'CLOSED' where enrolment_id = :enrolment and status = 'ARMED'")
                .setParameter("enrolment", enrolment)
                .executeUpdate();
        db.createNativeQuery("delete from wait_trigger where wait_id in"
                        + " (select id from wait where enrolment_id = :enrolment)")
                .setParameter("enrolment", enrolment)
                .executeUpdate();
    }
}
