package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code evaluation}: what each profile's memberships rest on, and when time alone may change them.
 * Thread-safe; joins the caller's transaction, which holds the profiles' locks when it writes.
 */
@ApplicationScoped
class Evaluations {

    private static final UUID FIRST = new UUID(0, 0);

    private final Sql sql;
    private final Clock clock;

    Evaluations(Sql sql, Clock clock) {
        this.sql = sql;
        this.clock = clock;
    }

    /**
     * How far a profile was evaluated.
     *
     * @param basis what it was evaluated by, as {@link RuleSets#basis()} says it
     * @param dueAt when to ask again without an event; null if never
     */
    record Evaluation(String basis, @Nullable Instant dueAt) {

        boolean isOver(String currentBasis, Instant now) {
            return !basis.equals(currentBasis) || dueAt != null && !dueAt.isAfter(now);
        }
    }

    private record Row(ProfileId profile, Evaluation evaluation) {}

    /** Those who were evaluated before. */
    Map<ProfileId, Evaluation> of(Collection<ProfileId> profiles) {
        var found = new HashMap<ProfileId, Evaluation>();
        sql.query(
                        "select profile_id, basis, due_at from evaluation where profile_id = any(?)",
                        row -> new Row(
                                new ProfileId(row.getObject(1, UUID.class)),
                                new Evaluation(row.getString(2), Sql.instant(row, "due_at"))),
                        ids(profiles))
                .forEach(row -> found.put(row.profile(), row.evaluation()));
        return found;
    }

    void save(Map<ProfileId, Evaluation> evaluations) {
        if (evaluations.isEmpty()) {
            return;
        }
        var rows = evaluations.entrySet().stream()
                .sorted(Map.Entry.comparingByKey(Comparator.comparing(ProfileId::value)))
                .toList();
        sql.update(
                """
                insert into evaluation (profile_id, basis, due_at)
                select * from unnest(?, ?, ?) as done (profile_id, basis, due_at)
                on conflict on constraint evaluation_pk do update
                set basis = excluded.basis, due_at = excluded.due_at
                """,
                Sql.uuids(rows.stream().map(row -> row.getKey().value()).toList()),
                Sql.texts(rows.stream().map(row -> row.getValue().basis()).toList()),
                new Sql.Column(
                        "timestamptz",
                        rows.stream().map(row -> row.getValue().dueAt()).toArray()));
    }

    /** The profile is asked again as soon as somebody looks; the caller holds its lock. */
    void dueNow(ProfileId profile) {
        dueAt(profile, clock.instant());
    }

    void dueAt(ProfileId profile, Instant moment) {
        sql.update("update evaluation set due_at = ? where profile_id = ?", moment, profile.value());
    }

    /** Not evaluated by anything any more. */
    void forget(Collection<ProfileId> profiles) {
        if (!profiles.isEmpty()) {
            sql.update("delete from evaluation where profile_id = any(?)", ids(profiles));
        }
    }

    /** Those who are to be asked again, the longest overdue first. */
    List<ProfileId> due(Instant now, int atMost) {
        return sql.query(
                "select profile_id from evaluation where due_at <= ? order by due_at limit ?",
                Evaluations::profile,
                now,
                atMost);
    }

    /** The next of those who were never evaluated, or by something else, in the order of their ids. */
    List<ProfileId> outdated(String basis, Optional<ProfileId> after, int atMost) {
        return sql.query("""
                select p.id as profile_id from profile p left join evaluation e on e.profile_id = p.id
                where p.id > ? and p.merged_into is null and p.erased_at is null and e.basis is distinct from ?
                order by p.id limit ?
                """, Evaluations::profile, after.map(ProfileId::value).orElse(FIRST), basis, atMost);
    }

    /** One node at a time goes through the profiles; free again when the transaction ends. */
    boolean isMine() {
        return sql.query("select pg_try_advisory_xact_lock(hashtext('evaluation'))", row -> row.getBoolean(1))
                .getFirst();
    }

    private static ProfileId profile(ResultSet row) throws SQLException {
        return new ProfileId(row.getObject("profile_id", UUID.class));
    }

    private static Sql.Column ids(Collection<ProfileId> profiles) {
        return Sql.uuids(profiles.stream().map(ProfileId::value).toList());
    }
}
