package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.REFUSED;
import static dev.waymark.support.Sql.column;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Digest;
import dev.waymark.support.Ids;
import dev.waymark.support.Outcome;
import dev.waymark.support.Page;
import dev.waymark.support.Rejection;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Requests to enrol many people: who was named, and what became of each. {@link EnrolmentBatchWork} works them off.
 * Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
class EnrolmentBatches {

    private final Sql sql;
    private final Ids ids;
    private final Clock clock;

    EnrolmentBatches(Sql sql, Ids ids, Clock clock) {
        this.sql = sql;
        this.ids = ids;
        this.clock = clock;
    }

    /**
     * How far a batch has come.
     *
     * @param preview whether it only says what would become of people
     * @param done people whose outcome is known
     * @param outcomes people by outcome
     */
    record BatchView(
            UUID id,
            String journey,
            boolean preview,
            long people,
            long done,
            Map<String, Long> outcomes,
            Instant requestedAt,
            @Nullable Instant finishedAt) {}

    /**
     * What became of one person.
     *
     * @param place in the request, from 1
     * @param named as in the request, only for who is unknown
     * @param outcome null while it is not known
     */
    record PersonView(
            long place,
            @Nullable String named,
            @Nullable UUID profileId,
            @Nullable String outcome,
            @Nullable String detail,
            @Nullable UUID enrolmentId) {}

    /** Somebody whose turn it is. */
    record Waiting(
            UUID batch,
            long place,
            @Nullable String kind,
            @Nullable String value,
            @Nullable UUID profile) {}

    /** Takes a request; the same key with the same people gives the batch that is there. */
    @Transactional
    Outcome<BatchView> accept(String idempotencyKey, String journey, NamedPeople named, boolean preview) {
        var keyDigest = Digest.of(idempotencyKey);
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 1))", row -> true, keyDigest);
        var digest = Digest.of(journey + "\n" + preview + "\n" + named.digest());
        var earlier = sql.query(
                "select id, digest from enrolment_batch where idempotency_key = ?",
                row -> Map.entry(row.getObject(1, UUID.class), row.getString(2)),
                keyDigest);
        if (earlier.isEmpty()) {
            return Outcome.done(store(keyDigest, journey, digest, named, preview));
        }
        return earlier.getFirst().getValue().equals(digest)
                ? Outcome.done(find(earlier.getFirst().getKey()).orElseThrow())
                : Outcome.refused(Rejection.at(
                        "Idempotency-Key",
                        REFUSED,
                        "idempotency-key-reused",
                        "Expected a new Idempotency-Key, but this one was used for other people. Make a new one."));
    }

    private BatchView store(String keyDigest, String journey, String digest, NamedPeople named, boolean preview) {
        var id = ids.next();
        sql.update(
                "insert into enrolment_batch (id, journey, idempotency_key, digest, preview, people, requested_at)"
                        + " values (?, ?, ?, ?, ?, 0, ?)",
                id,
                journey,
                keyDigest,
                digest,
                preview,
                clock.instant());
        var people = name(id, named);
        sql.update("update enrolment_batch set people = ? where id = ?", people, id);
        return find(id).orElseThrow();
    }

    private int name(UUID id, NamedPeople named) {
        return switch (named) {
            case NamedPeople.BySegment(var segment) -> sql.update("""
                        insert into enrolment_batch_person (batch_id, place, profile_id)
                        select ?, row_number() over (order by profile_id), profile_id from membership
                        where segment = ? and left_at is null
                        """, id, segment);
            case NamedPeople.ByIdentity(var kind, var values) -> sql.update("""
                        insert into enrolment_batch_person (batch_id, place, kind, value)
                        select ?, place, ?, value from unnest(?) with ordinality as named (value, place)
                        """, id, kind, Sql.texts(values));
            case NamedPeople.ByProfile(var profiles) -> sql.update("""
                        insert into enrolment_batch_person (batch_id, place, profile_id)
                        select ?, place, profile_id from unnest(?) with ordinality as named (profile_id, place)
                        """, id, Sql.uuids(profiles));
        };
    }

    @Transactional
    Optional<BatchView> find(UUID id) {
        return sql
                .query(
                        "select id, journey, preview, people, requested_at, finished_at from enrolment_batch where id = ?",
                        this::view,
                        id)
                .stream()
                .findFirst();
    }

    private BatchView view(ResultSet row) throws SQLException {
        var id = row.getObject("id", UUID.class);
        var outcomes = outcomes(id);
        return new BatchView(
                id,
                row.getString("journey"),
                row.getBoolean("preview"),
                row.getLong("people"),
                outcomes.values().stream().mapToLong(Long::longValue).sum(),
                outcomes,
                row.getTimestamp("requested_at").toInstant(),
                Sql.instant(row, "finished_at"));
    }

    private Map<String, Long> outcomes(UUID id) {
        var outcomes = new TreeMap<String, Long>();
        sql.query(
                        "select outcome, count(*) from enrolment_batch_person where batch_id = ? and outcome is not null"
                                + " group by outcome",
                        row -> Map.entry(EntryOutcome.valueOf(row.getString(1)), row.getLong(2)),
                        id)
                .forEach(count -> outcomes.put(count.getKey().word(), count.getValue()));
        return outcomes;
    }

    /** @param after place of the last person of the page before, or 0 */
    @Transactional
    Page<PersonView> people(UUID id, @Nullable EntryOutcome outcome, long after, int limit) {
        var found = sql.query(
                """
                select place, value, profile_id, outcome, detail, enrolment_id from enrolment_batch_person
                where batch_id = ? and place > ? and (cast(? as text) is null or outcome = ?) order by place limit ?
                """,
                row -> new PersonView(
                        row.getLong("place"),
                        row.getString("value"),
                        row.getObject("profile_id", UUID.class),
                        Optional.ofNullable(row.getString("outcome"))
                                .map(word -> EntryOutcome.valueOf(word).word())
                                .orElse(null),
                        row.getString("detail"),
                        row.getObject("enrolment_id", UUID.class)),
                id,
                after,
                outcome == null ? null : outcome.name(),
                outcome == null ? null : outcome.name(),
                limit + 1);
        return Page.of(found, limit, last -> Long.toString(last.place()));
    }

    /** A batch that is worked off. */
    record Open(UUID id, String journey, boolean preview) {}

    /** Batches with people whose turn has not come, the oldest first. */
    @Transactional
    List<Open> open() {
        return sql.query(
                "select id, journey, preview from enrolment_batch where finished_at is null order by id",
                row -> new Open(row.getObject(1, UUID.class), row.getString(2), row.getBoolean(3)));
    }

    /** Those whose turn has not come; holds that. The caller has the profiles' locks already, as everybody. */
    @Transactional(Transactional.TxType.MANDATORY)
    Set<Long> hold(UUID batch, Collection<Waiting> people) {
        return Set.copyOf(sql.query(
                "select place from enrolment_batch_person where batch_id = ? and place = any(?) and outcome is null"
                        + " order by place for update",
                row -> row.getLong(1),
                batch,
                column("int8", people, Waiting::place)));
    }

    /** The next people of a batch. */
    @Transactional
    List<Waiting> next(UUID batch, int atMost) {
        return sql.query(
                "select batch_id, place, kind, value, profile_id from enrolment_batch_person"
                        + " where batch_id = ? and outcome is null order by place limit ?",
                row -> new Waiting(
                        row.getObject("batch_id", UUID.class),
                        row.getLong("place"),
                        row.getString("kind"),
                        row.getString("value"),
                        row.getObject("profile_id", UUID.class)),
                batch,
                atMost);
    }

    /** What became of somebody. */
    record Settled(Waiting person, Optional<ProfileId> found, Entrants.Entered entered) {}

    /** Keeps what became of people; a name is not needed any more where a profile was found. */
    @Transactional(Transactional.TxType.MANDATORY)
    void settle(UUID batch, Collection<Settled> people) {
        sql.update(
                """
                update enrolment_batch_person p
                set outcome = s.outcome, detail = s.detail, enrolment_id = s.enrolment, profile_id = s.profile,
                    value = case when s.profile is null then p.value end
                from unnest(?, ?, ?, ?, ?) as s (place, outcome, detail, enrolment, profile)
                where p.batch_id = ? and p.place = s.place
                """,
                column("int8", people, one -> one.person().place()),
                column("text", people, one -> one.entered().outcome().name()),
                column("text", people, one -> one.entered().detail()),
                column("uuid", people, one -> one.entered().enrolment()),
                column("uuid", people, one -> one.found().map(ProfileId::value).orElse(null)),
                batch);
    }

    /** Nobody waits any more, if really nobody does: another node may still hold some. */
    @Transactional
    void finish(UUID batch) {
        sql.update(
                "update enrolment_batch b set finished_at = ? where id = ? and finished_at is null and not exists"
                        + " (select 1 from enrolment_batch_person p where p.batch_id = b.id and p.outcome is null)",
                clock.instant(),
                batch);
    }
}
