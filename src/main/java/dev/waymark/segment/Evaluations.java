package dev.waymark.segment;

import static dev.waymark.support.Sql.column;

import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Memberships.Current;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The table {@code evaluation}: what each profile's memberships rest on, when time alone may change them, and which they
 * are, once more, so that an event reads one row.
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

    /**
     * What an event finds of somebody: how far they were evaluated, and what they are in.
     *
     * @param evaluation null if they never were
     * @param signals those that are on
     * @param isUncopied whether the copy of the memberships is to be written
     */
    record Standing(
            ProfileId profile,
            @Nullable Evaluation evaluation,
            List<Current> memberships,
            Set<String> signals,
            boolean isUncopied) {}

    /** Of those who were evaluated before. */
    List<Standing> of(Collection<ProfileId> profiles) {
        var ids = ids(profiles);
        return sql.query(
                """
                select profile_id, basis, due_at, memberships is null as uncopied,
                       coalesce(memberships, (select string_agg(id || ' ' || segment, ' ') from membership m
                           where m.profile_id = e.profile_id and left_at is null)) as memberships,
                       signals
                from evaluation e left join
                    (select profile_id, string_agg(signal, ' ') as signals from signal_on
                     where profile_id = any(?) group by profile_id) s using (profile_id)
                where profile_id = any(?)
                """,
                row -> new Standing(
                        profile(row),
                        new Evaluation(row.getString("basis"), Sql.instant(row, "due_at")),
                        CurrentMemberships.read(row.getString("memberships")),
                        words(row.getString("signals")),
                        row.getBoolean("uncopied")),
                ids,
                ids);
    }

    private static Set<String> words(@Nullable String text) {
        return text == null ? Set.of() : Set.of(text.split(" "));
    }

    void save(Collection<Standing> standings) {
        if (standings.isEmpty()) {
            return;
        }
        var rows = standings.stream()
                .sorted(Comparator.comparing(row -> row.profile().value()))
                .toList();
        sql.update(
                """
                insert into evaluation (profile_id, basis, due_at, memberships)
                select * from unnest(?, ?, ?, ?) as done (profile_id, basis, due_at, memberships)
                on conflict on constraint evaluation_pk do update
                set basis = excluded.basis, due_at = excluded.due_at, memberships = excluded.memberships
                """,
                column("uuid", rows, row -> row.profile().value()),
                column("text", rows, row -> of(row).basis()),
                column("timestamptz", rows, row -> of(row).dueAt()),
                column("text", rows, row -> CurrentMemberships.write(row.memberships())));
    }

    /**
     * They were evaluated by this basis, and nothing else of their rows is to be written. That touches no index, and
     * rows find room where they are: the table is filled by half.
     */
    void confirm(Collection<ProfileId> profiles, String basis) {
        sql.update("update evaluation set basis = ? where profile_id = any(?)", basis, ids(profiles));
    }

    private static Evaluation of(Standing standing) {
        return Objects.requireNonNull(standing.evaluation());
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

    /**
     * The next of those who were never evaluated, or by something else, in the order of their ids. Both tables begin
     * after the same id, so that they are read side by side, and no further than to the end of the page.
     */
    List<ProfileId> outdated(String basis, Optional<ProfileId> after, int atMost) {
        var from = after.map(ProfileId::value).orElse(FIRST);
        return sql.query("""
                select p.id as profile_id
                from profile p left join evaluation e on e.profile_id = p.id and e.profile_id > ?
                where p.id > ? and p.merged_into is null and p.erased_at is null and e.basis is distinct from ?
                order by p.id limit ?
                """, Evaluations::profile, from, from, basis, atMost);
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
