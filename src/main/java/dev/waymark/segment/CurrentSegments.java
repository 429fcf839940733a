package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.LinkedHashSet;
import java.util.Set;

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

    private record Row(long id, String segment) {}

    @Transactional(Transactional.TxType.MANDATORY)
    public Set<String> of(ProfileId profile) {
        var segments = new LinkedHashSet<String>();
        sql
                .query(
                        "select id, segment from membership where left_at is null and profile_id = ? order by id",
                        row -> new Row(row.getLong(1), row.getString(2)),
                        profile.value())
                .stream()
                .filter(row -> !unwritten.isLeft(row.id()))
                .forEach(row -> segments.add(row.segment()));
        segments.addAll(unwritten.enteredBy(profile));
        return segments;
    }
}
