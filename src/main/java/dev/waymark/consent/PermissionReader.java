package dev.waymark.consent;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;

/**
 * Reads what many people allow at one moment with one statement. Whoever is about to send asks {@link Consents} instead,
 * under the profile's lock.
 *
 * <p>Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class PermissionReader {

    private final Sql sql;

    PermissionReader(Sql sql) {
        this.sql = sql;
    }

    private record Row(ProfileId profile, String topic, String channel, boolean given) {}

    /** By profile, of which none is merged into another; who was never asked is not in it. */
    public Map<ProfileId, Permissions> of(Collection<ProfileId> profiles, Instant moment) {
        var ids = Sql.uuids(profiles.stream().map(ProfileId::value).toList());
        var said = new HashMap<ProfileId, Map<String, Map<String, Boolean>>>();
        sql.query(
                        """
                        with person as (
                            select id as person, id from unnest(?) as id
                            union all
                            select merged_into, id from profile where merged_into = any(?)
                        ), said as (
                            select p.person, c.topic, c.channel, c.given, c.at, c.seq
                            from person p join consent c on c.profile_id = p.id where c.at <= ?
                        ), held as (
                            select distinct person, topic, channel from said
                        )
                        select distinct on (h.person, h.topic, h.channel) h.person, h.topic, h.channel, s.given
                        from held h join said s
                            on s.person = h.person and s.topic = h.topic and s.channel in (h.channel, 'any')
                        order by h.person, h.topic, h.channel, s.at desc, s.seq desc
                        """,
                        row -> new Row(
                                new ProfileId(row.getObject(1, UUID.class)),
                                row.getString(2),
                                row.getString(3),
                                row.getBoolean(4)),
                        ids,
                        ids,
                        moment)
                .forEach(row -> said.computeIfAbsent(row.profile, profile -> new HashMap<>())
                        .computeIfAbsent(row.topic, topic -> new HashMap<>())
                        .put(row.channel, row.given));
        var permissions = new HashMap<ProfileId, Permissions>();
        said.forEach((profile, byTopic) -> permissions.put(profile, new Permissions(byTopic)));
        return permissions;
    }
}
