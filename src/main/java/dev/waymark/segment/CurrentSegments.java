package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;

/**
 * The segments somebody is in at this moment, also within a transaction that has changed them and not written it yet.
 * Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class CurrentSegments {

    private final Sql sql;
    private final UnwrittenMemberships unwritten;

    CurrentSegments(Sql sql, UnwrittenMemberships unwritten) {
        this.sql = sql;
        this.unwritten = unwritten;
    }

    private record Row(ProfileId profile, long id, String segment) {}

    @Transactional(Transactional.TxType.MANDATORY)
    public Set<String> of(ProfileId profile) {
        return of(List.of(profile)).getOrDefault(profile, Set.of());
    }

    /** The same of many; who is in none is not in it. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<ProfileId, Set<String>> of(Collection<ProfileId> profiles) {
        var segments = new HashMap<ProfileId, Set<String>>();
        sql
                .query(
                        "select profile_id, id, segment from membership"
                                + " where left_at is null and profile_id = any(?) order by id",
                        row -> new Row(new ProfileId(row.getObject(1, UUID.class)), row.getLong(2), row.getString(3)),
                        Sql.uuids(profiles.stream().map(ProfileId::value).toList()))
                .stream()
                .filter(row -> !unwritten.isLeft(row.id()))
                .forEach(row -> of(segments, row.profile()).add(row.segment()));
        var entered = unwritten.entered();
        profiles.forEach(profile -> {
            var news = entered.get(profile);
            if (news != null) {
                of(segments, profile).addAll(news);
            }
        });
        return segments;
    }

    private static Set<String> of(Map<ProfileId, Set<String>> segments, ProfileId profile) {
        return segments.computeIfAbsent(profile, any -> new LinkedHashSet<>());
    }
}
