package dev.waymark.profile;

import dev.waymark.support.Ids;
import io.quarkus.hibernate.orm.panache.PanacheRepositoryBase;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.persistence.LockModeType;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Finds, makes and locks profiles. Thread-safe; every method joins the caller's transaction.
 *
 * <p>A user id wins over an anonymous id; an anonymous profile becomes the known one when its user id is first
 * seen. Two profiles that turn out to be one person are left apart here.
 */
@ApplicationScoped
public class Profiles implements PanacheRepositoryBase<Profile, UUID> {

    /** Key space of the advisory locks on identities that are not there yet. */
    private static final int NEW_IDENTITIES = 1;

    private static final int BUCKETS = 1_024;

    private final Ids ids;
    private final Clock clock;

    Profiles(Ids ids, Clock clock) {
        this.ids = ids;
        this.clock = clock;
    }

    /** The profile known by these identities, made if there is none yet. At least one must be given. */
    @Transactional(Transactional.TxType.MANDATORY)
    public ProfileId resolve(@Nullable Identity user, @Nullable Identity anonymous) {
        var byUser = user == null ? Optional.<UUID>empty() : ownerOf(user);
        var byAnonymous = anonymous == null ? Optional.<UUID>empty() : ownerOf(anonymous);
        if (byUser.isPresent()) {
            if (anonymous != null && byAnonymous.isEmpty()) {
                claim(anonymous, byUser.get());
            }
            return new ProfileId(byUser.get());
        }
        if (user == null) {
            return new ProfileId(byAnonymous.orElseGet(() -> create(anonymous)));
        }
        if (byAnonymous.isPresent() && isUnclaimed(byAnonymous.get())) {
            return new ProfileId(claim(user, byAnonymous.get()));
        }
        var created = create(user);
        if (anonymous != null && byAnonymous.isEmpty()) {
            claim(anonymous, created);
        }
        return new ProfileId(created);
    }

    /**
     * Lets nobody else make the people meanwhile whom these identities are the first sign of, in one order for
     * everybody. Held until the transaction ends. Buckets, because a batch may hold more new people than the
     * database holds locks.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lockNew(Collection<Identity> identities) {
        getSession()
                .createNativeQuery("""
                        select cast(pg_advisory_xact_lock(:space, bucket) as text)
                        from (select distinct abs(hashtext(wanted.kind || wanted.value) % :buckets) as bucket
                              from unnest(cast(:kinds as text[]), cast(:values as text[])) as wanted (kind, value)
                              where not exists (select 1 from identity known
                                                where known.kind = wanted.kind and known.value = wanted.value)
                              order by bucket) missing
                        """, String.class)
                .setParameter("space", NEW_IDENTITIES)
                .setParameter("buckets", BUCKETS)
                .setParameter("kinds", identities.stream().map(Identity::kind).toArray(String[]::new))
                .setParameter("values", identities.stream().map(Identity::value).toArray(String[]::new))
                .getResultList();
    }

    /** Takes the profiles' locks, in one order for everybody. Held until the transaction ends. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void lock(Collection<ProfileId> profiles) {
        var sorted = profiles.stream().map(ProfileId::value).distinct().sorted().toArray(UUID[]::new);
        getSession()
                .createNativeQuery(
                        "select id from profile where id = any(:ids) order by id for no key update", UUID.class)
                .setParameter("ids", sorted)
                .getResultList();
    }

    /** Adds traits; a later value of the same trait wins. The caller holds the profile's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void addTraits(ProfileId id, Map<String, Object> traits) {
        var profile = findById(id.value(), LockModeType.PESSIMISTIC_WRITE);
        var merged = new HashMap<>(profile.traits);
        merged.putAll(traits);
        profile.traits = merged;
    }

    @Transactional
    public Optional<ProfileView> find(ProfileId id) {
        return findByIdOptional(id.value())
                .map(profile -> new ProfileView(id, userIdOf(profile.id), Map.copyOf(withoutNulls(profile.traits))));
    }

    @Transactional
    public Optional<ProfileId> findByIdentity(Identity identity) {
        return ownerOf(identity).map(ProfileId::new);
    }

    /** Under the profile's lock: two people who share a device must not both become this profile. */
    private boolean isUnclaimed(UUID profile) {
        lock(List.of(new ProfileId(profile)));
        return userIdOf(profile) == null;
    }

    private static Map<String, Object> withoutNulls(Map<String, Object> traits) {
        var kept = new HashMap<>(traits);
        kept.values().removeIf(Objects::isNull);
        return kept;
    }

    private UUID create(Identity identity) {
        var profile = new Profile();
        profile.id = ids.next();
        profile.traits = Map.of();
        profile.createdAt = clock.instant();
        persistAndFlush(profile);
        var owner = claim(identity, profile.id);
        if (!owner.equals(profile.id)) {
            // another transaction made this person in the same moment: theirs stays
            delete(profile);
        }
        return owner;
    }

    private UUID claim(Identity identity, UUID profile) {
        getSession()
                .createNativeQuery("insert into identity (kind, value, profile_id) values (:kind, :value, :profile)"
                        + " on conflict on constraint identity_pk do nothing")
                .setParameter("kind", identity.kind())
                .setParameter("value", identity.value())
                .setParameter("profile", profile)
                .executeUpdate();
        return ownerOf(identity).orElseThrow();
    }

    private Optional<UUID> ownerOf(Identity identity) {
        List<UUID> owners = getSession()
                .createNativeQuery("select profile_id from identity where kind = :kind and value = :value", UUID.class)
                .setParameter("kind", identity.kind())
                .setParameter("value", identity.value())
                .getResultList();
        return owners.stream().findFirst();
    }

    private @Nullable String userIdOf(UUID profile) {
        List<String> ids = getSession()
                .createNativeQuery(
                        "select value from identity where kind = 'user' and profile_id = :profile order by value",
                        String.class)
                .setParameter("profile", profile)
                .getResultList();
        return ids.isEmpty() ? null : ids.getFirst();
    }
}
