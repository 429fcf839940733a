package dev.waymark.journey;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.FaultPoint;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.UUID;

/** The rows behind {@link Entrants}. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class EntryTable {

    private final Sql sql;
    private final Clock clock;
    private final FaultPoint fault;

    EntryTable(Sql sql, Clock clock, FaultPoint fault) {
        this.sql = sql;
        this.clock = clock;
        this.fault = fault;
    }

    /** An enrolment a person has, or had, in a journey. */
    record Earlier(UUID id, String entryKey, EnrolmentStatus status, Instant enrolledAt) {}

    /**
     * Where a new enrolment begins.
     *
     * @param seq last event of the profile before it
     */
    record Place(String entryKey, EnrolmentStatus status, long seq) {}

    /** The newest first. */
    List<Earlier> enrolmentsOf(String journey, ProfileId profile) {
        return sql.query(
                "select id, entry_key, status, enrolled_at from enrolment where profile_id = ? and journey = ?"
                        + " order by enrolled_at desc, id desc",
                row -> new Earlier(
                        row.getObject(1, UUID.class),
                        row.getString(2),
                        EnrolmentStatus.valueOf(row.getString(3)),
                        row.getTimestamp(4).toInstant()),
                profile.value(),
                journey);
    }

    /** The unique key (journey, profile, entry key) lets no second one through, whatever happens elsewhere. */
    void enrol(UUID id, PublishedJourney journey, ProfileId profile, Entrants.Cause cause, Place place) {
        var now = clock.instant();
        fault.pass("start.before-row");
        sql.update(
                """
                insert into enrolment (id, journey, version_id, profile_id, entry_key, status, entered_by,
                                       membership_id, entry_seq, enrolled_at, caused_at, ended_at)
                values (?, ?, ?, ?, ?, ?, ?, cast(? as bigint), ?, ?, ?, cast(? as timestamptz))
                """,
                id,
                journey.key(),
                journey.versionId(),
                profile.value(),
                place.entryKey(),
                place.status().name(),
                cause.enteredBy(),
                cause.membership(),
                place.seq(),
                now,
                cause.happenedAt() == null ? now : cause.happenedAt(),
                place.status().isActive() ? null : now);
        fault.pass("start.before-commit");
    }

    /** That somebody is in already is kept once for each kind of cause: an event may come a thousand times. */
    void keep(PublishedJourney journey, ProfileId profile, Entrants.Cause cause, EntryOutcome outcome, String detail) {
        sql.update(
                """
                insert into entry_decision (journey, version_id, profile_id, cause, outcome, detail, decided_at)
                select * from (values (?, cast(? as uuid), cast(? as uuid), ?, ?, ?, cast(? as timestamptz)))
                    as decision (journey, version_id, profile_id, cause, outcome, detail, decided_at)
                where outcome <> 'ALREADY_IN' or not exists (
                    select 1 from entry_decision d where d.profile_id = decision.profile_id
                      and d.version_id = decision.version_id and d.cause = decision.cause and d.outcome = 'ALREADY_IN')
                """,
                journey.key(),
                journey.versionId(),
                profile.value(),
                cause.enteredBy(),
                outcome.name(),
                detail,
                clock.instant());
    }
}
