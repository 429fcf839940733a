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

    /** Members of the journey's audience who are not planned for the day, a page at a time in the order of their ids. */
    List<ProfileId> unplanned(PublishedJourney journey, LocalDate day, ProfileId after, int atMost) {
        return sql.query(
                """
                select profile_id from membership m where segment = ? and left_at is null and profile_id > ?
                  and not exists (select 1 from scheduled_entry s
                                  where s.journey = ? and s.day = cast(? as date) and s.profile_id = m.profile_id)
                order by profile_id limit ?
                """,
                row -> new ProfileId(row.getObject(1, UUID.class)),
                journey.model().entry().schedule().segment(),
                after.value(),
                journey.key(),
                day.toString(),
                atMost);
    }

    /** Who is there already stays as they are. */
    void add(List<Due> people) {
        sql.update(
                """
                insert into scheduled_entry (journey, day, profile_id, due_at)
                select * from unnest(?, ?, ?, ?) as due (journey, day, profile_id, due_at)
                on conflict on constraint scheduled_entry_once do nothing
                """,
                new Sql.Column("text", people.stream().map(Due::journey).toArray()),
                new Sql.Column(
                        "date", people.stream().map(one -> one.day().toString()).toArray()),
                new Sql.Column(
                        "uuid",
                        people.stream().map(one -> one.profile().value()).toArray()),
                new Sql.Column("timestamptz", people.stream().map(Due::dueAt).toArray()));
    }

    /** What was planned for later is planned anew. */
    void forgetAhead(String journey, Instant now) {
        sql.update("delete from scheduled_entry where journey = ? and outcome is null and due_at > ?", journey, now);
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
