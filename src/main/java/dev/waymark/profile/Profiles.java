package dev.waymark.profile;

import dev.waymark.support.Sql;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Finds and locks profiles. Thread-safe; every method joins the caller's transaction. */
@ApplicationScoped
public class Profiles implements PanacheRepositoryBase<Profile, UUID> {

    private final LockedPeople locked;
    private final IdentityTable identities;
    private final PersonTable people;
    private final Sql sql;

    Profiles(LockedPeople locked, IdentityTable identities, PersonTable people, Sql sql) {
        this.people = people;
        this.locked = locked;
        this.identities = identities;
        this.sql = sql;
    }

    /** Takes the profiles' locks, in one order for everybody. Held until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(Collection<ProfileId> profiles) {
        sql.query(
                "select id from profile where id = any(?) order by id for no key update",
                row -> true,
                Sql.uuids(profiles.stream().map(ProfileId::value).distinct().toList()));
    }

    /** Takes the locks of those who are people still: neither joined to another nor forgotten. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<ProfileId> lockLiving(Collection<ProfileId> profiles) {
        return people.lockLiving(profiles.stream().map(ProfileId::value).collect(Collectors.toSet())).stream()
                .map(person -> new ProfileId(person.id))
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** Takes the lock of the person this profile is by now, and answers that one. */
    @Transactional(Transactional.TxType.MANDATORY)
    public ProfileId lockPerson(ProfileId profile) {
        if (locked.find(profile.value()).isPresent()) {
            return profile;
        }
        return lockRow(profile)
                .map(row -> row.mergedInto() == null ? profile : lockPerson(row.mergedInto()))
                .orElse(profile);
    }

    /** The same, of somebody who was not forgotten meanwhile. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Optional<ProfileId> lockLiving(ProfileId profile) {
        if (locked.find(profile.value()).isPresent()) {
            return Optional.of(profile);
        }
        return lockRow(profile).flatMap(row -> {
            if (row.mergedInto() != null) {
                return lockLiving(row.mergedInto());
            }
            return row.isErased() ? Optional.empty() : Optional.of(profile);
        });
    }

    private record Row(@Nullable ProfileId mergedInto, boolean isErased) {}

    /** What the row says once it is ours, which may be another thing than before we waited for it. */
    private Optional<Row> lockRow(ProfileId profile) {
        return sql
                .query(
                        "select merged_into, erased_at is not null from profile where id = ? for no key update",
                        row -> {
                            var mergedInto = row.getObject(1, UUID.class);
                            return new Row(mergedInto == null ? null : new ProfileId(mergedInto), row.getBoolean(2));
                        },
                        profile.value())
                .stream()
                .findFirst();
    }

    /** The profile this one was joined to, or itself. */
    @Transactional
    public ProfileId current(ProfileId profile) {
        return sql
                .query(
                        "select coalesce(merged_into, id) from profile where id = ?",
                        row -> new ProfileId(row.getObject(1, UUID.class)),
                        profile.value())
                .stream()
                .findFirst()
                .orElse(profile);
    }

    /** The person this profile is by now, unless erased. */
    @Transactional
    public Optional<ProfileView> find(ProfileId id) {
        if (QuarkusTransaction.isActive()) {
            var held = locked.find(id.value());
            if (held.isPresent()) {
                return held.map(Profiles::view);
            }
        }
        return findByIdOptional(current(id).value())
                .filter(profile -> profile.erasedAt == null)
                .map(Profiles::view);
    }

    /** Who these profiles are by now, without those erased; one statement for all. */
    @Transactional
    public List<ProfileView> find(Collection<ProfileId> profiles) {
        return list(
                        "erasedAt is null and id in (select coalesce(p.mergedInto, p.id) from Profile p where p.id in ?1)",
                        profiles.stream().map(ProfileId::value).toList())
                .stream()
                .map(Profiles::view)
                .toList();
    }

    /** The traits of people whose locks the running transaction holds, by name. */
    @Transactional(Transactional.TxType.MANDATORY)
    public Map<ProfileId, Map<String, Object>> traitsOfLocked(Collection<ProfileId> profiles) {
        return locked.all(profiles.stream().map(ProfileId::value).toList()).stream()
                .collect(Collectors.toMap(person -> new ProfileId(person.id), person -> person.traits.asMap()));
    }

    @Transactional
    public Optional<ProfileId> findByIdentity(Identity identity) {
        return Optional.ofNullable(findByIdentities(List.of(identity)).get(identity));
    }

    /** Of those identities that somebody has. */
    @Transactional
    public Map<Identity, ProfileId> findByIdentities(Collection<Identity> wanted) {
        var found = new HashMap<Identity, ProfileId>();
        identities.holders(wanted).forEach((identity, holder) -> found.put(identity, new ProfileId(holder)));
        return found;
    }

    /** The newest user id among the newest thousand profiles: there may be very many that nobody has named. */
    @Transactional
    public Optional<String> newestUserId() {
        return sql.query("""
                        select user_id from (select * from profile order by id desc limit 1000) newest
                        where user_id is not null and merged_into is null and erased_at is null
                        order by id desc limit 1
                        """, row -> row.getString(1)).stream().findFirst();
    }

    private static ProfileView view(Profile profile) {
        return new ProfileView(new ProfileId(profile.id), profile.userId, Map.copyOf(withoutNulls(profile.traits)));
    }

    private static ProfileView view(Person person) {
        return new ProfileView(new ProfileId(person.id), person.userId, person.traits.asMap());
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> traits) {
        var kept = new HashMap<>(traits);
        kept.values().removeIf(Objects::isNull);
        return kept;
    }
}
