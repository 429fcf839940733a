package dev.waymark.profile;

import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Decides, without touching anything, which claims are about which person.
 *
 * <p>A profile is <em>known</em> once it has a user id. Claims that name several profiles join them, as long as at
 * most one is known: two known people are never joined by what they share (a device, a family's e-mail address); the
 * identity stays with its holder and the conflict is reported. Only an alias gives a known person a second user id.
 * Without such conflicts the outcome does not depend on the order of the claims. Confined to one thread.
 */
final class IdentityResolution {

    private final Map<Identity, UUID> holders;
    private final Map<UUID, String> userIds;
    private final Supplier<UUID> ids;

    private final Map<UUID, UUID> joined = new HashMap<>();
    private final Set<UUID> created = new LinkedHashSet<>();
    private final Set<UUID> becameKnown = new LinkedHashSet<>();
    private final Map<Identity, UUID> added = new LinkedHashMap<>();
    private final List<Join> joins = new ArrayList<>();
    private final Set<Conflict> conflicts = new LinkedHashSet<>();

    /** The loser turned out to be the winner. */
    record Join(UUID winner, UUID loser) {}

    /** A known claimant named an identity that another known person holds. */
    record Conflict(Identity identity, UUID holder, UUID claimant) {}

    /**
     * @param holders stored holders of the identities named by the claims to come
     * @param userIds user ids of those holders that have one
     * @param ids for people nobody has seen before
     */
    IdentityResolution(Map<Identity, UUID> holders, Map<UUID, String> userIds, Supplier<UUID> ids) {
        this.holders = new HashMap<>(holders);
        this.userIds = new HashMap<>(userIds);
        this.ids = ids;
    }

    /** The profile this claim is about, for now: a later claim may join it to another ({@link #current}). */
    UUID assign(Claim claim) {
        var user = claim.identities().stream()
                .filter(one -> one.kind().equals(Identity.USER))
                .findFirst();
        var person = user.map(id -> byUserId(id, claim)).orElseGet(() -> byOthers(claim));
        claim.identities().forEach(identity -> attach(identity, person));
        if (claim.previous() != null) {
            attachPrevious(claim.previous(), person);
        }
        return current(person);
    }

    /** What this profile is after every claim so far. */
    UUID current(UUID profile) {
        var person = profile;
        while (joined.containsKey(person)) {
            person = joined.get(person);
        }
        return person;
    }

    private UUID byUserId(Identity user, Claim claim) {
        var holder = holder(user);
        if (holder.isPresent()) {
            return holder.get();
        }
        var renamed = Optional.ofNullable(claim.previous()).flatMap(previous -> holder(Identity.user(previous)));
        var person = renamed.or(() ->
                        holdersOf(claim).stream().filter(one -> !isKnown(one)).findFirst())
                .orElseGet(this::create);
        hold(user, person);
        userIds.put(person, user.value());
        return person;
    }

    private UUID byOthers(Claim claim) {
        var people = holdersOf(claim);
        var known = people.stream().filter(this::isKnown).toList();
        if (known.size() == 1) {
            return known.getFirst();
        }
        return people.stream().findFirst().orElseGet(this::create);
    }

    private List<UUID> holdersOf(Claim claim) {
        return claim.named()
                .map(this::holder)
                .flatMap(Optional::stream)
                .distinct()
                .toList();
    }

    private void attach(Identity identity, UUID claimant) {
        var person = current(claimant);
        var holder = holder(identity);
        if (holder.isEmpty()) {
            hold(identity, person);
        } else if (!holder.get().equals(person)) {
            joinOrReport(identity, holder.get(), person);
        }
    }

    private void attachPrevious(String previous, UUID claimant) {
        var seen = List.of(Identity.user(previous), Identity.anonymous(previous));
        // an id nobody has seen may come under either kind later, late events included
        seen.forEach(identity -> attach(identity, claimant));
    }

    private void joinOrReport(Identity identity, UUID holder, UUID person) {
        if (isKnown(holder) && isKnown(person)) {
            conflicts.add(new Conflict(identity, holder, person));
        } else if (isKnown(holder)) {
            join(holder, person);
        } else {
            join(person, holder);
        }
    }

    private void join(UUID winner, UUID loser) {
        joined.put(loser, winner);
        if (!created.remove(loser)) {
            joins.add(new Join(winner, loser));
        }
    }

    private UUID create() {
        var profile = ids.get();
        created.add(profile);
        return profile;
    }

    private void hold(Identity identity, UUID person) {
        holders.put(identity, person);
        added.put(identity, person);
        if (identity.kind().equals(Identity.USER)) {
            userIds.putIfAbsent(person, identity.value());
            becameKnown.add(person);
        }
    }

    private Optional<UUID> holder(Identity identity) {
        return Optional.ofNullable(holders.get(identity)).map(this::current);
    }

    private boolean isKnown(UUID profile) {
        return userIds.containsKey(profile);
    }

    // What is to be written.

    Collection<UUID> created() {
        return created;
    }

    @Nullable
    String userId(UUID profile) {
        return userIds.get(profile);
    }

    /** Profiles that were there and are known only now. */
    List<UUID> becameKnown() {
        return becameKnown.stream()
                .filter(profile -> !created.contains(profile) && !joined.containsKey(profile))
                .toList();
    }

    Map<Identity, UUID> added() {
        var current = new LinkedHashMap<Identity, UUID>();
        added.forEach((identity, person) -> current.put(identity, current(person)));
        return current;
    }

    /** In the order in which they happened, each with its final winner. */
    List<Join> joins() {
        return joins.stream()
                .map(join -> new Join(current(join.winner()), join.loser()))
                .toList();
    }

    List<Conflict> conflicts() {
        return conflicts.stream()
                .map(one -> new Conflict(one.identity(), current(one.holder()), current(one.claimant())))
                .filter(one -> !Objects.equals(one.holder(), one.claimant()))
                .toList();
    }
}
