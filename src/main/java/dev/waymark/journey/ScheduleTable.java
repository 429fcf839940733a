package dev.waymark.journey;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.UUID;

/** The rows behind {@link ScheduledEntries}. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ScheduleTable {

    private final Sql sql;

    ScheduleTable(Sql sql) {
        this.sql = sql;
    }

    /** Somebody who is to enter on a day. */
    record Due(String journey, LocalDate day, ProfileId profile, Instant dueAt) {}

    /** Members of the journey's audience whom this version has not planned for the day, a page at a time in the order of their ids. */
    List<ProfileId> unplanned(PublishedJourney journey, LocalDate day, ProfileId after, int atMost) {
        return sql.query(
                """
                select profile_id from membership m where segment = ? and left_at is null and profile_id > ?
                  and not exists (select 1 from scheduled_entry s
                                  where s.journey = ? and s.day = cast(? as date) and s.profile_id = m.profile_id
                                    and (s.version_id = ? or s.outcome is not null))
                order by profile_id limit ?
                """,
                row -> new ProfileId(row.getObject(1, UUID.class)),
                journey.model().entry().schedule().segment(),
                after.value(),
                journey.key(),
                day.toString(),
                journey.versionId(),
                atMost);
    }

    /** Who has entered by it stays as they are; who was planned by another version is planned anew. */
    void add(PublishedJourney journey, List<Due> people) {
        sql.update(
                """
                insert into scheduled_entry as planned (version_id, journey, day, profile_id, due_at)
                select cast(? as uuid), due.* from unnest(?, ?, ?, ?) as due (journey, day, profile_id, due_at)
                on conflict on constraint scheduled_entry_once do update
                set version_id = excluded.version_id, due_at = excluded.due_at
                where planned.outcome is null and planned.version_id is distinct from excluded.version_id
                """,
                journey.versionId(),
                new Sql.Column("text", people.stream().map(Due::journey).toArray()),
                new Sql.Column(
                        "date", people.stream().map(one -> one.day().toString()).toArray()),
                new Sql.Column(
                        "uuid",
                        people.stream().map(one -> one.profile().value()).toArray()),
                new Sql.Column("timestamptz", people.stream().map(Due::dueAt).toArray()));
    }

    /** What other versions have planned for later, on days or for people that this one does not know. */
    void forgetOthers(PublishedJourney journey, Instant now) {
        sql.update(
                "delete from scheduled_entry where journey = ? and outcome is null and due_at > ?"
                        + " and version_id is distinct from ?",
                journey.key(),
                now,
                journey.versionId());
    }

    void forgetBefore(LocalDate day) {
        sql.update("delete from scheduled_entry where day < cast(? as date)", day.toString());
    }

    /** Tried again later: who cannot be enrolled keeps nobody else waiting. */
    void putOff(Due due, Instant until) {
        sql.update(
                "update scheduled_entry set due_at = ? where journey = ? and day = cast(? as date) and profile_id = ?",
                until,
                due.journey(),
                due.day().toString(),
                due.profile().value());
    }

    /** Whether it still is to happen; holds that. The caller has the profile's lock already, as everybody. */
    boolean hold(Due due) {
        return !sql.query(
                        "select 1 from scheduled_entry where journey = ? and day = cast(? as date) and profile_id = ?"
                                + " and outcome is null for update",
                        row -> true,
                        due.journey(),
                        due.day().toString(),
                        due.profile().value())
                .isEmpty();
    }

    /** Whose moment has come. */
    List<Due> due(Instant now, int atMost) {
        return sql.query(
                """
                select journey, day, profile_id, due_at from scheduled_entry
                where outcome is null and due_at <= ? order by due_at limit ?
                """,
                row -> new Due(
                        row.getString(1),
                        row.getObject(2, LocalDate.class),
                        new ProfileId(row.getObject(3, UUID.class)),
                        row.getTimestamp(4).toInstant()),
                now,
                atMost);
    }

    void settle(Due due, EntryOutcome outcome) {
        sql.update(
                "update scheduled_entry set outcome = ? where journey = ? and day = cast(? as date) and profile_id = ?",
                outcome.name(),
                due.journey(),
                due.day().toString(),
                due.profile().value());
    }

    void on(@Observes ProfileErased erased) {
        sql.update(
                "delete from scheduled_entry where profile_id = any(?)",
                Sql.uuids(erased.all().stream().map(ProfileId::value).toList()));
    }
}
