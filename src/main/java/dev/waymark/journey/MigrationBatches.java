package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.REFUSED;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Actor;
import dev.waymark.support.Digest;
import dev.waymark.support.Ids;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests to move enrolments to another version: which, how far each has come. {@link MigrationWork} works them off,
 * {@link MigrationOutcomes} reads what became of them. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class MigrationBatches {

    private static final Duration TO_START = Duration.ofSeconds(10);

    private final Sql sql;
    private final ObjectMapper json;
    private final Ids ids;
    private final Clock clock;

    MigrationBatches(Sql sql, ObjectMapper json, Ids ids, Clock clock) {
        this.sql = sql;
        this.json = json;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * What is asked for.
     *
     * @param enrolments only these; null for all
     */
    record Wanted(
            String journey,
            UUID from,
            UUID to,
            Map<String, String> mapping,
            @Nullable List<UUID> enrolments) {

        String digest() {
            var only = enrolments == null ? "all" : enrolments.toString();
            return Digest.of(String.join("\n", journey, from.toString(), to.toString(), new TreeMap<>(mapping) + only));
        }
    }

    /** A batch that is worked off. */
    record Open(UUID id, UUID from, UUID to, Map<String, String> mapping, String actor) {}

    /** One enrolment of a batch, not settled. */
    record Row(
            UUID batch,
            long place,
            UUID enrolment,
            @Nullable Long instance,
            @Nullable String hash) {}

    /** How far one enrolment has come. */
    enum Step {
        WAITING,
        ENDING,
        STARTING
    }

    private record Earlier(UUID id, String digest) {}

    /** A batch and whether this request made it. */
    record Accepted(UUID id, boolean isNew) {}

    /** Takes a request; the same key with the same content gives the batch that is there. The key may name a person. */
    @Transactional
    Outcome<Accepted> accept(String idempotencyKey, Wanted wanted, Actor actor) {
        var key = Digest.of(idempotencyKey);
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 2))", row -> true, key);
        var digest = wanted.digest();
        var earlier = sql.query(
                "select id, digest from migration_batch where idempotency_key = ?",
                row -> new Earlier(row.getObject(1, UUID.class), row.getString(2)),
                key);
        if (earlier.isEmpty()) {
            return Outcome.done(new Accepted(store(key, wanted, actor), true));
        }
        return earlier.getFirst().digest().equals(digest)
                ? Outcome.done(new Accepted(earlier.getFirst().id(), false))
                : Outcome.refused(
                        Rejection.at(
                                "Idempotency-Key",
                                REFUSED,
                                "idempotency-key-reused",
                                "Expected a new Idempotency-Key, but this one was used for another migration. Make a new one."));
    }

    /** Whether a request came by this key. */
    @Transactional
    boolean isKnown(String idempotencyKey) {
        return !sql.query(
                        "select 1 from migration_batch where idempotency_key = ?",
                        row -> true,
                        Digest.of(idempotencyKey))
                .isEmpty();
    }

    private UUID store(String key, Wanted wanted, Actor actor) {
        var id = ids.next();
        sql.update(
                "insert into migration_batch (id, journey, from_version, to_version, mapping, idempotency_key, digest,"
                        + " actor, enrolments, requested_at) values (?, ?, ?, ?, cast(? as jsonb), ?, ?, ?, 0, ?)",
                id,
                wanted.journey(),
                wanted.from(),
                wanted.to(),
                write(wanted.mapping()),
                key,
                wanted.digest(),
                actor.name(),
                clock.instant());
        var count = wanted.enrolments() == null ? nameAll(id, wanted.from()) : name(id, wanted.enrolments());
        sql.update("update migration_batch set enrolments = ? where id = ?", count, id);
        return id;
    }

    private int nameAll(UUID id, UUID from) {
        return sql.update("""
                insert into migration_batch_enrolment (batch_id, place, enrolment_id)
                select ?, row_number() over (order by id), id from enrolment
                where version_id = ? and status in ('STARTING', 'RUNNING')
                """, id, from);
    }

    private int name(UUID id, List<UUID> enrolments) {
        return sql.update("""
                insert into migration_batch_enrolment (batch_id, place, enrolment_id)
                select ?, place, enrolment_id from unnest(?) with ordinality as named (enrolment_id, place)
                """, id, Sql.uuids(enrolments));
    }

    /** Batches that are not done, the oldest first. */
    @Transactional
    List<Open> open() {
        return sql.query(
                "select id, from_version, to_version, mapping, actor from migration_batch where finished_at is null"
                        + " order by id",
                row -> new Open(
                        row.getObject(1, UUID.class),
                        row.getObject(2, UUID.class),
                        row.getObject(3, UUID.class),
                        read(row.getString(4)),
                        row.getString(5)));
    }

    /** The next enrolments of a batch at a step. */
    @Transactional
    List<Row> next(UUID batch, Step step, int atMost) {
        return sql.query("""
                select batch_id, place, enrolment_id, instance, hash from migration_batch_enrolment
                where batch_id = ? and step = ? and outcome is null and (not_before is null or not_before <= ?)
                order by place limit ?
                """, MigrationBatches::row, batch, step.name(), clock.instant(), atMost);
    }

    private static Row row(ResultSet row) throws SQLException {
        return new Row(
                row.getObject("batch_id", UUID.class),
                row.getLong("place"),
                row.getObject("enrolment_id", UUID.class),
                row.getObject("instance", Long.class),
                row.getString("hash"));
    }

    /** Those to be started next; nobody else takes them for as long as the engine may need to answer. */
    @Transactional
    List<Row> take(UUID batch, int atMost) {
        var now = clock.instant();
        return sql.query("""
                update migration_batch_enrolment set not_before = ? where (batch_id, place) in
                    (select batch_id, place from migration_batch_enrolment
                     where batch_id = ? and step = 'STARTING' and outcome is null
                       and (not_before is null or not_before <= ?)
                     order by place limit ? for update skip locked)
                returning batch_id, place, enrolment_id, instance, hash
                """, MigrationBatches::row, now.plus(TO_START), batch, now, atMost);
    }

    /** How many are between two instances now, of all batches; not those who wait for somebody to look at them. */
    @Transactional
    int inHand() {
        return sql.query(
                        "select count(*) from migration_batch_enrolment r join migration_batch b on b.id = r.batch_id"
                                + " where b.finished_at is null and r.outcome is null"
                                + " and r.broken_since is null"
                                + " and (r.step = 'STARTING' or r.step = 'ENDING' and r.not_before is null)",
                        row -> row.getInt(1))
                .getFirst();
    }

    /** Whether somebody of the batch is between two instances and cannot go on: nobody else is to come there too. */
    @Transactional
    boolean isBreaking(UUID batch) {
        return !sql.query(
                        "select 1 from migration_batch_enrolment where batch_id = ? and outcome is null"
                                + " and broken_since is not null limit 1",
                        row -> true,
                        batch)
                .isEmpty();
    }

    /** Whether the enrolment stands at this step still; holds that. Taken after the locks of profile and enrolment. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean hold(Row row, Step step) {
        return !sql.query(
                        "select 1 from migration_batch_enrolment where batch_id = ? and place = ? and step = ?"
                                + " and outcome is null for update",
                        found -> true,
                        row.batch(),
                        row.place(),
                        step.name())
                .isEmpty();
    }

    /** Goes to the next step. */
    @Transactional(Transactional.TxType.MANDATORY)
    void advance(Row row, Step step, @Nullable Long instance, @Nullable String hash, String detail) {
        sql.update(
                "update migration_batch_enrolment set step = ?, instance = coalesce(cast(? as bigint), instance),"
                        + " hash = cast(? as text), detail = ?, not_before = null, broken_since = null"
                        + " where batch_id = ? and place = ?",
                step.name(),
                instance,
                hash,
                detail,
                row.batch(),
                row.place());
    }

    /** Not now, but soon. */
    @Transactional
    void postpone(Row row, int seconds) {
        sql.update(
                "update migration_batch_enrolment set not_before = ? where batch_id = ? and place = ?",
                clock.instant().plusSeconds(seconds),
                row.batch(),
                row.place());
    }

    /** It broke; answers how long it has been breaking. */
    @Transactional(Transactional.TxType.MANDATORY)
    Duration breaks(Row row) {
        var now = clock.instant();
        return sql.query(
                        "update migration_batch_enrolment set broken_since = coalesce(broken_since, ?)"
                                + " where batch_id = ? and place = ? returning broken_since",
                        since -> Duration.between(
                                since.getTimestamp("broken_since").toInstant(), now),
                        now,
                        row.batch(),
                        row.place())
                .getFirst();
    }

    @Transactional(Transactional.TxType.MANDATORY)
    void settle(Row row, MoveOutcome outcome, String detail) {
        sql.update(
                "update migration_batch_enrolment set outcome = ?, detail = ?, settled_at = ?"
                        + " where batch_id = ? and place = ?",
                outcome.name(),
                detail,
                clock.instant(),
                row.batch(),
                row.place());
    }

    /** Why it goes back, where it does. */
    @Transactional(Transactional.TxType.MANDATORY)
    String detail(Row row) {
        return sql.query(
                        "select detail from migration_batch_enrolment where batch_id = ? and place = ?",
                        found -> found.getString(1),
                        row.batch(),
                        row.place())
                .getFirst();
    }

    /** Whether the engine is yet to be told to start it. */
    @Transactional(Transactional.TxType.MANDATORY)
    boolean isBeingStarted(UUID enrolment) {
        return !sql.query("select 1 from outbox where enrolment_id = ? limit 1", row -> true, enrolment)
                .isEmpty();
    }

    /** Leaves those who have not begun. */
    @Transactional
    void leaveWaiting(UUID batch, String why) {
        sql.update(
                "update migration_batch_enrolment set outcome = ?, detail = ?, settled_at = ?"
                        + " where batch_id = ? and step = ? and outcome is null",
                MoveOutcome.LEFT.name(),
                why,
                clock.instant(),
                batch,
                Step.WAITING.name());
    }

    /** Done, if really everybody is. */
    @Transactional
    void finish(UUID batch) {
        sql.update(
                "update migration_batch b set finished_at = ? where id = ? and finished_at is null and not exists"
                        + " (select 1 from migration_batch_enrolment r where r.batch_id = b.id and r.outcome is null)",
                clock.instant(),
                batch);
    }

    private String write(Map<String, String> mapping) {
        try {
            return json.writeValueAsString(mapping);
        } catch (JsonProcessingException impossible) {
            throw new IllegalStateException("Element ids can be written", impossible);
        }
    }

    private Map<String, String> read(String mapping) {
        try {
            return json.readValue(mapping, new TypeReference<>() {});
        } catch (JsonProcessingException foreign) {
            throw new IllegalStateException("Expected a mapping of our own", foreign);
        }
    }
}
