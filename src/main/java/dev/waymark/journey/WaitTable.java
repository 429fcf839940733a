package dev.waymark.journey;

import static dev.waymark.support.Sql.column;

import dev.waymark.event.EventCondition;
import dev.waymark.event.EventMatch;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The rows behind {@link Waits}. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class WaitTable {

    private static final String STORED = "select id, since_seq, status, deadline, hit_message from wait";

    private final Sql sql;
    private final Clock clock;

    WaitTable(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * A wait to be armed.
     *
     * @param elementId of the task that arms it, or {@link Waits#GOAL} or {@link Waits#EXIT}
     * @param pass key of the element instance that arms it, 0 where the enrolment itself does
     * @param sinceSeq behaviour after this event counts
     */
    record NewWait(UUID id, UUID enrolment, String elementId, long pass, long sinceSeq) {}

    /** Events that end a wait, and the message that tells the engine; empty text where it is told otherwise. */
    record Trigger(EventMatch match, String message) {}

    /** One trigger of an armed wait. */
    record Waiting(UUID id, UUID enrolment, String elementId, long sinceSeq, Trigger trigger) {}

    /** Stores a wait, or does nothing when this pass of the step has armed one; answers the id of the stored one. */
    UUID insert(NewWait wait, @Nullable Instant deadline) {
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
                clock.instant(),
                deadline);
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

    /** A new wait of a person, and what ends it. */
    record Opening(NewWait opened, @Nullable Instant deadline, UUID profile, List<Trigger> triggers) {}

    /** Stores waits that nobody else can have armed, with what ends them, in one statement. */
    void insertNew(List<Opening> openings) {
        var ends = openings.stream().flatMap(WaitTable::ends).toList();
        sql.update(
                """
                with armed as (
                    insert into wait (id, enrolment_id, element_id, pass, since_seq, deadline, armed_at, status)
                    select opening.*, ?, 'ARMED' from unnest(?, ?, ?, ?, ?, ?) as opening)
                insert into wait_trigger (wait_id, profile_id, ordinal, event_name, condition, message)
                select * from unnest(?, ?, ?, ?, ?, ?)
                """,
                clock.instant(),
                column("uuid", openings, opening -> opening.opened().id()),
                column("uuid", openings, opening -> opening.opened().enrolment()),
                column("text", openings, opening -> opening.opened().elementId()),
                column("int8", openings, opening -> opening.opened().pass()),
                column("int8", openings, opening -> opening.opened().sinceSeq()),
                column("timestamptz", openings, Opening::deadline),
                column("uuid", ends, End::waitId),
                column("uuid", ends, End::profile),
                column("int4", ends, End::ordinal),
                column("text", ends, end -> end.trigger().match().event()),
                column("text", ends, end -> text(end.trigger().match().condition())),
                column("text", ends, end -> end.trigger().message()));
    }

    private record End(UUID waitId, UUID profile, int ordinal, Trigger trigger) {}

    private static Stream<End> ends(Opening opening) {
        return IntStream.range(0, opening.triggers().size())
                .mapToObj(ordinal -> new End(
                        opening.opened().id(),
                        opening.profile(),
                        ordinal,
                        opening.triggers().get(ordinal)));
    }

    private static Sql.Column ordinals(List<Trigger> triggers) {
        return new Sql.Column(
                "int4", IntStream.range(0, triggers.size()).boxed().toArray());
    }

    Instant in(Duration time) {
        return clock.instant().plus(time);
    }

    /** The first that matches an event counts. */
    void addTriggers(UUID wait, UUID profile, List<Trigger> triggers) {
        sql.update(
                """
                insert into wait_trigger (wait_id, profile_id, ordinal, event_name, condition, message)
                select ?, ?, * from unnest(?, ?, ?, ?) as trigger (ordinal, event_name, condition, message)
                """,
                wait,
                profile,
                ordinals(triggers),
                texts(triggers, trigger -> trigger.match().event()),
                texts(triggers, trigger -> text(trigger.match().condition())),
                texts(triggers, Trigger::message));
    }

    private static Sql.Column texts(List<Trigger> triggers, Function<Trigger, @Nullable String> text) {
        return new Sql.Column("text", triggers.stream().map(text).toArray());
    }

    private static @Nullable String text(@Nullable EventCondition condition) {
        return condition == null ? null : condition.text();
    }

    /** What these people's waits wait for. */
    List<WaitsOfBatch.Trigger> armed(Collection<ProfileId> profiles) {
        return sql.query(
                """
                select distinct t.profile_id, t.event_name from wait_trigger t join wait w on w.id = t.wait_id
                where t.profile_id = any(?) and w.status = 'ARMED' and (w.deadline is null or w.deadline > ?)
                """,
                row -> new WaitsOfBatch.Trigger(new ProfileId(row.getObject(1, UUID.class)), row.getString(2)),
                Sql.uuids(profiles.stream().map(ProfileId::value).toList()),
                clock.instant());
    }

    /** A profile's armed waits, one line for each trigger in its order, the longest armed first. */
    List<Waiting> armedOf(ProfileId profile) {
        return sql.query("""
                select w.id, w.enrolment_id, w.element_id, w.since_seq, t.event_name, t.condition, t.message
                from wait_trigger t join wait w on w.id = t.wait_id
                where t.profile_id = ? and w.status = 'ARMED' and (w.deadline is null or w.deadline > ?)
                order by w.armed_at, w.id, t.ordinal
                """, WaitTable::waiting, profile.value(), clock.instant());
    }

    /**
     * Triggers of armed waits that look at this event, in their order. The profile's lock is held, so nobody else ends
     * them meanwhile.
     */
    List<Waiting> waitingFor(ProfileId profile, String eventName, long seq) {
        return sql.query("""
                select w.id, w.enrolment_id, w.element_id, w.since_seq, t.event_name, t.condition, t.message
                from wait_trigger t join wait w on w.id = t.wait_id
                where t.profile_id = ? and t.event_name = ? and w.status = 'ARMED' and w.since_seq < ?
                  and (w.deadline is null or w.deadline > ?)
                order by w.armed_at, w.id, t.ordinal
                """, WaitTable::waiting, profile.value(), eventName, seq, clock.instant());
    }

    private static Waiting waiting(ResultSet row) throws SQLException {
        var condition = row.getString("condition");
        var match =
                new EventMatch(row.getString("event_name"), condition == null ? null : EventCondition.of(condition));
        return new Waiting(
                row.getObject("id", UUID.class),
                row.getObject("enrolment_id", UUID.class),
                row.getString("element_id"),
                row.getLong("since_seq"),
                new Trigger(match, row.getString("message")));
    }

    void move(ProfileId loser, ProfileId winner) {
        sql.query(
                "select id from wait where id in (select wait_id from wait_trigger where profile_id = ?)"
                        + " order by id for update",
                row -> true,
                loser.value());
        sql.update("update wait_trigger set profile_id = ? where profile_id = ?", winner.value(), loser.value());
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

    void markHit(UUID wait, long seq, String message) {
        sql.update(
                "update wait set status = 'HIT', hit_seq = ?, hit_message = ? where id = ? and status = 'ARMED'",
                seq,
                message,
                wait);
        sql.update("delete from wait_trigger where wait_id = ?", wait);
    }

    Optional<Long> hitSeq(UUID wait) {
        return sql
                .query("select hit_seq from wait where id = ? and hit_seq is not null", row -> row.getLong(1), wait)
                .stream()
                .findFirst();
    }

    /** The message of a wait that has ended. */
    Optional<String> hitMessage(UUID wait) {
        return sql
                .query(
                        "select hit_message from wait where id = ? and hit_message is not null",
                        row -> row.getString(1),
                        wait)
                .stream()
                .findFirst();
    }

    /**
     * A wait as stored.
     *
     * @param message that told the engine that it is over, or null
     */
    record Stored(
            UUID id,
            long sinceSeq,
            String status,
            @Nullable Instant deadline,
            @Nullable String message) {

        boolean isArmed() {
            return status.equals("ARMED");
        }
    }

    Optional<Stored> find(UUID wait) {
        return sql.query(STORED + " where id = ?", WaitTable::stored, wait).stream()
                .findFirst();
    }

    /** The wait that this pass of a task has armed. */
    Optional<Stored> armedBy(UUID enrolment, String elementId, long pass) {
        return sql
                .query(
                        STORED + " where enrolment_id = ? and element_id = ? and pass = ?",
                        WaitTable::stored,
                        enrolment,
                        elementId,
                        pass)
                .stream()
                .findFirst();
    }

    /** The wait that one of these tasks has armed last. */
    Optional<Stored> newestBy(UUID enrolment, Collection<String> elementIds) {
        return sql
                .query(
                        STORED
                                + " where enrolment_id = ? and element_id = any(?) order by armed_at desc, pass desc limit 1",
                        WaitTable::stored,
                        enrolment,
                        Sql.texts(elementIds))
                .stream()
                .findFirst();
    }

    private static Stored stored(ResultSet row) throws SQLException {
        return new Stored(
                row.getObject("id", UUID.class),
                row.getLong("since_seq"),
                row.getString("status"),
                Sql.instant(row, "deadline"),
                row.getString("hit_message"));
    }

    /** Nothing ends this wait until it is armed anew. */
    void disarm(UUID wait) {
        sql.update("delete from wait_trigger where wait_id = ?", wait);
    }

    /** The wait is that of another task now, and behaviour counts from another moment on. */
    void restate(UUID wait, String elementId, long sinceSeq, @Nullable Instant deadline) {
        sql.update(
                "update wait set element_id = ?, since_seq = ?, deadline = cast(? as timestamptz) where id = ?",
                elementId,
                sinceSeq,
                deadline,
                wait);
    }

    /** A wait that no behaviour has ended waits for something else; where its time is over, it is closed soon. */
    void armAnew(UUID wait) {
        disarm(wait);
        sql.update("update wait set status = 'ARMED' where id = ?", wait);
    }

    long countOf(UUID enrolment, String elementId) {
        return sql.query(
                        "select count(*) from wait where enrolment_id = ? and element_id = ?",
                        row -> row.getLong(1),
                        enrolment,
                        elementId)
                .getFirst();
    }

    /** Nothing ends the enrolment's waits of this element any more. */
    void closeOf(UUID enrolment, String elementId) {
        closeWhere("element_id = '" + elementId + "'", List.of(enrolment));
    }

    /** Nothing ends the enrolments' waits any more, but for a goal that still counts. */
    void close(Collection<UUID> enrolments) {
        closeWhere("(element_id <> '" + Waits.GOAL + "' or deadline is null)", enrolments);
    }

    /** Nothing ends any of the enrolment's waits any more, its goal among them. */
    void closeAll(UUID enrolment) {
        closeWhere("true", List.of(enrolment));
    }

    /** Waits whose time is over, a page at a time; answers how many. */
    int closeOverdue(int atMost) {
        return sql.update("""
                with overdue as (select w.id from wait w where w.status = 'ARMED' and w.deadline < ?
                                 order by w.deadline limit ? for update skip locked),
                     gone as (delete from wait_trigger t using overdue where t.wait_id = overdue.id)
                update wait w set status = 'CLOSED' from overdue where w.id = overdue.id
                """, clock.instant(), atMost);
    }

    private void closeWhere(String condition, Collection<UUID> enrolments) {
        // the wait before its triggers, as everywhere
        var waits = Sql.uuids(sql.query(
                "select id from wait where enrolment_id = any(?) and " + condition + " order by id for update",
                row -> row.getObject(1, UUID.class),
                Sql.uuids(enrolments)));
        sql.update("update wait set status = 'CLOSED' where status = 'ARMED' and id = any(?)", waits);
        sql.update("delete from wait_trigger where wait_id = any(?)", waits);
    }
}
