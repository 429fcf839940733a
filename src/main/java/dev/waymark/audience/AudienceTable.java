package dev.waymark.audience;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.UUID;

/** The rows of audiences. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class AudienceTable {

    private final Sql sql;

    AudienceTable(Sql sql) {
        this.sql = sql;
    }

    /** Somebody in an audience, as long as they allow the topic. */
    record Member(Place place, ProfileId profile, String topic) {}

    /** An audience with its size. */
    record Size(String key, String network, long members) {}

    /** By which addresses and numbers somebody in an audience is known. */
    record Named(ProfileId profile, String topic, List<String> addresses, List<String> numbers) {}

    /** Answers whether they were not in yet; who was is in by the newer enrolment now, and leaves with that one. */
    boolean insert(Member member, UUID enrolment, Instant since) {
        return sql.query(
                        "insert into audience_member (audience, network, profile_id, topic, enrolment_id, since)"
                                + " values (?, ?, ?, ?, ?, ?) on conflict on constraint audience_member_once"
                                + " do update set enrolment_id = excluded.enrolment_id returning xmax = 0",
                        row -> row.getBoolean(1),
                        member.place().audience(),
                        member.place().network().key(),
                        member.profile().value(),
                        member.topic(),
                        enrolment,
                        since)
                .getFirst();
    }

    boolean delete(Place place, ProfileId profile) {
        return sql.update(
                        "delete from audience_member where audience = ? and network = ? and profile_id = ?",
                        place.audience(),
                        place.network().key(),
                        profile.value())
                == 1;
    }

    List<Member> of(ProfileId profile) {
        return sql.query(
                "select audience, network, topic from audience_member where profile_id = ? order by audience, network",
                row -> new Member(
                        new Place(row.getString(1), Network.of(row.getString(2)).orElseThrow()),
                        profile,
                        row.getString(3)),
                profile.value());
    }

    List<Size> sizes() {
        return sql.query(
                "select audience, network, count(*) from audience_member group by audience, network"
                        + " order by audience, network",
                row -> new Size(row.getString(1), row.getString(2), row.getLong(3)));
    }

    /** Some members after this one, in the order of their ids; each page is as of when it is read. */
    List<Named> after(Place place, UUID last, int limit) {
        return sql.query(
                """
                select m.profile_id, m.topic,
                       array(select i.value from identity i
                             where i.profile_id = m.profile_id and i.kind = 'email' order by i.value),
                       array(select i.value from identity i
                             where i.profile_id = m.profile_id and i.kind = 'phone' order by i.value)
                from audience_member m where m.audience = ? and m.network = ? and m.profile_id > ?
                order by m.profile_id limit ?
                """,
                row -> new Named(
                        new ProfileId(row.getObject(1, UUID.class)), row.getString(2), texts(row, 3), texts(row, 4)),
                place.audience(),
                place.network().key(),
                last,
                limit);
    }

    void move(UUID loser, UUID winner) {
        sql.update("""
                delete from audience_member l using audience_member w
                where l.profile_id = ? and w.profile_id = ? and w.audience = l.audience and w.network = l.network
                """, loser, winner);
        sql.update("update audience_member set profile_id = ? where profile_id = ?", winner, loser);
    }

    List<Member> deleteAll(Collection<UUID> profiles) {
        return sql.query(
                "delete from audience_member where profile_id = any(?) returning audience, network, topic, profile_id",
                AudienceTable::member,
                Sql.uuids(profiles));
    }

    List<Member> deleteOf(Collection<UUID> enrolments) {
        return sql.query(
                "delete from audience_member where enrolment_id = any(?) returning audience, network, topic, profile_id",
                AudienceTable::member,
                Sql.uuids(enrolments));
    }

    private static Member member(ResultSet row) throws SQLException {
        return new Member(
                new Place(row.getString(1), Network.of(row.getString(2)).orElseThrow()),
                new ProfileId(row.getObject(4, UUID.class)),
                row.getString(3));
    }

    private static List<String> texts(ResultSet row, int column) throws SQLException {
        return List.of((String[]) row.getArray(column).getArray());
    }
}
