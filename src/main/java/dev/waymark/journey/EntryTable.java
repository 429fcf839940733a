package dev.waymark.journey;

import static dev.waymark.support.Sql.column;
import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.FaultPoint;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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

    /** By person, the newest first. */
    Map<ProfileId, List<Earlier>> enrolmentsOf(String journey, Collection<ProfileId> profiles) {
        return sql
                .query(
                        "select profile_id, id, entry_key, status, enrolled_at from enrolment"
                                + " where profile_id = any(?) and journey = ? order by enrolled_at desc, id desc",
                        row -> Map.entry(
                                new ProfileId(row.getObject("profile_id", UUID.class)),
                                new Earlier(
                                        row.getObject("id", UUID.class),
                                        row.getString("entry_key"),
                                        EnrolmentStatus.valueOf(row.getString("status")),
                                        row.getTimestamp("enrolled_at").toInstant())),
                        Sql.uuids(profiles.stream().map(ProfileId::value).toList()),
                        journey)
                .stream()
                .collect(groupingBy(Map.Entry::getKey, mapping(Map.Entry::getValue, toList())));
    }

    /**
     * Where a new enrolment begins.
     *
     * @param seq last event of the profile before it
     */
    record Place(UUID id, ProfileId profile, Entrants.Cause cause, String entryKey, EnrolmentStatus status, long seq) {}

    /** That nothing began, or somebody is left out, and why. */
    record Kept(ProfileId profile, Entrants.Cause cause, Entrants.Entered entered) {}

    /**
     * Answers what it has stored. The unique key (profile, journey, entry key) lets no second one through, whatever
     * happens elsewhere.
     */
    List<Enrolment> enrol(PublishedJourney journey, List<Place> places) {
        var begun = places.stream().map(place -> enrolment(journey, place)).toList();
        fault.pass("start.before-row");
        sql.update(
                """
                insert into enrolment (id, journey, version_id, profile_id, entry_key, status, entered_by,
                                       membership_id, entry_seq, enrolled_at, caused_at, ended_at)
                select * from unnest(?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?)
                """,
                column("uuid", begun, one -> one.id),
                column("text", begun, one -> one.journey),
                column("uuid", begun, one -> one.versionId),
                column("uuid", begun, one -> one.profileId),
                column("text", begun, one -> one.entryKey),
                column("text", begun, one -> one.status),
                column("text", begun, one -> one.enteredBy),
                column("int8", begun, one -> one.membershipId),
                column("int8", begun, one -> one.entrySeq),
                column("timestamptz", begun, one -> one.enrolledAt),
                column("timestamptz", begun, one -> one.causedAt),
                column("timestamptz", begun, one -> one.endedAt));
        fault.pass("start.before-commit");
        return begun;
    }

    private Enrolment enrolment(PublishedJourney journey, Place place) {
        var cause = place.cause();
        var now = clock.instant();
        var enrolment = new Enrolment();
        enrolment.id = place.id();
        enrolment.journey = journey.key();
        enrolment.versionId = journey.versionId();
        enrolment.profileId = place.profile().value();
        enrolment.entryKey = place.entryKey();
        enrolment.status = place.status();
        enrolment.enteredBy = cause.enteredBy();
        enrolment.membershipId = cause.membership();
        enrolment.entrySeq = place.seq();
        enrolment.enrolledAt = now;
        enrolment.causedAt = cause.happenedAt() == null ? now : cause.happenedAt();
        enrolment.endedAt = place.status().isActive() ? null : now;
        return enrolment;
    }

    /** That somebody is in already is kept once for each kind of cause: an event may come a thousand times. */
    void keep(PublishedJourney journey, List<Kept> decisions) {
        if (decisions.isEmpty()) {
            return;
        }
        sql.update(
                """
                insert into entry_decision (journey, version_id, profile_id, cause, outcome, detail, decided_at)
                select cast(? as text), cast(? as uuid), profile_id, cause, outcome, detail, cast(? as timestamptz)
                from unnest(?, ?, ?, ?) as decision (profile_id, cause, outcome, detail)
                where outcome <> 'ALREADY_IN' or not exists (
                    select 1 from entry_decision d where d.profile_id = decision.profile_id
                      and d.version_id = cast(? as uuid) and d.cause = decision.cause and d.outcome = 'ALREADY_IN')
                """,
                journey.key(),
                journey.versionId(),
                clock.instant(),
                column("uuid", decisions, one -> one.profile().value()),
                column("text", decisions, one -> one.cause().enteredBy()),
                column("text", decisions, one -> one.entered().outcome().name()),
                column("text", decisions, one -> one.entered().detail()),
                journey.versionId());
    }
}
