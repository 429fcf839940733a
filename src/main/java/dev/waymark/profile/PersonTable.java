package dev.waymark.profile;

import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The rows of profiles, many at once. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class PersonTable {

    private final LockedPeople locked;
    private final Sql sql;

    PersonTable(LockedPeople locked, Sql sql) {
        this.locked = locked;
        this.sql = sql;
    }

    /**
     * Takes the locks, in one order for everybody, and answers the people; empty if one of them is no person any
     * more: joined to another or erased since the caller looked.
     */
    Optional<List<Person>> lock(Collection<UUID> ids) {
        var different = Set.copyOf(ids);
        var people = lockLiving(different);
        return people.size() < different.size() ? Optional.empty() : Optional.of(people);
    }

    /** Takes the locks, in one order for everybody, and answers those who are people still. */
    List<Person> lockLiving(Set<UUID> ids) {
        var people = sql.query("""
                        select id, user_id, traits, traits_at, merged_into is not null or erased_at is not null as gone
                        from profile where id = any(?) order by id for no key update
                        """, PersonTable::living, Sql.uuids(ids)).stream()
                .flatMap(Optional::stream)
                .toList();
        people.forEach(locked::add);
        return people;
    }

    /** Somebody whose lock the running transaction holds. */
    Person held(UUID id) {
        return locked.find(id).orElseThrow();
    }

    private static Optional<Person> living(ResultSet row) throws SQLException {
        return row.getBoolean("gone") ? Optional.empty() : Optional.of(person(row));
    }

    void insert(Collection<Person> people, Instant at) {
        if (people.isEmpty()) {
            return;
        }
        sql.update(
                "insert into profile (id, user_id, traits, created_at)"
                        + " select id, user_id, '{}', ? from unnest(?, ?) as made (id, user_id)",
                at,
                ids(people),
                texts(people, person -> person.userId));
        people.forEach(locked::add);
    }

    void saveUserIds(Collection<Person> people) {
        if (people.isEmpty()) {
            return;
        }
        sql.update(
                "update profile p set user_id = k.user_id from unnest(?, ?) as k (id, user_id) where p.id = k.id",
                ids(people),
                texts(people, person -> person.userId));
    }

    /** Writes what was said about people while their locks were held. */
    void saveTraits() {
        var people = locked.all().stream().filter(person -> person.changed).toList();
        if (people.isEmpty()) {
            return;
        }
        people.forEach(person -> person.changed = false);
        sql.update(
                """
                update profile p set traits = cast(said.traits as jsonb), traits_at = cast(said.traits_at as jsonb)
                from unnest(?, ?, ?) as said (id, traits, traits_at) where p.id = said.id
                """,
                ids(people),
                texts(people, person -> person.traits.values().toString()),
                texts(people, person -> person.traits.saidAt().toString()));
    }

    void join(UUID winner, UUID loser) {
        var stays = held(winner);
        stays.changed |= stays.traits.join(held(loser).traits);
        locked.remove(loser);
        sql.update("update profile set merged_into = ?, traits = '{}', traits_at = '{}' where id = ?", winner, loser);
        sql.update("update profile set merged_into = ? where merged_into = ?", winner, loser);
    }

    private static Person person(ResultSet row) throws SQLException {
        return new Person(
                row.getObject("id", UUID.class),
                row.getString("user_id"),
                Traits.stored(row.getString("traits"), row.getString("traits_at")));
    }

    private static Sql.Column ids(Collection<Person> people) {
        return Sql.uuids(people.stream().map(person -> person.id).toList());
    }

    private static Sql.Column texts(Collection<Person> people, Function<Person, @Nullable String> part) {
        return Sql.texts(people.stream().map(part).toList());
    }
}
