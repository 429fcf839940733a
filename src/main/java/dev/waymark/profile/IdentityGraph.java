package dev.waymark.profile;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.waymark.support.Ids;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * Joins what sources say about people into one person each: resolves identities, makes profiles, joins those that
 * turn out to be one, and keeps what is said about them. Read this class first.
 *
 * <p>Works on many claims at once and holds the locks of everybody concerned afterwards. Thread-safe; joins the
 * caller's transaction.
 */
@ApplicationScoped
public class IdentityGraph {

    /** Somebody is joined to somebody else between our look and our lock: rare, and rarer twice. */
    private static final int LOOKS = 5;

    private final IdentityTable identities;
    private final PersonTable people;
    private final Event<ProfilesMerged> merged;
    private final Ids ids;
    private final Clock clock;

    IdentityGraph(IdentityTable identities, PersonTable people, Event<ProfilesMerged> merged, Ids ids, Clock clock) {
        this.identities = identities;
        this.people = people;
        this.merged = merged;
        this.ids = ids;
        this.clock = clock;
    }

    /** The person each claim is about, in the order of the claims; made if there is none yet. */
    @Transactional(Transactional.TxType.MANDATORY)
    public List<ProfileId> resolve(List<Claim> claims) {
        var named = claims.stream().flatMap(Claim::named).collect(Collectors.toSet());
        var resolution = lockEverybody(named);
        var assigned = claims.stream().map(resolution::assign).toList();
        write(resolution);
        return assigned.stream().map(resolution::current).map(ProfileId::new).toList();
    }

    /** Somebody's traits, said at that time; the caller has resolved the person in this transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void say(ProfileId profile, ObjectNode traits, Instant at, String messageId) {
        var person = people.held(profile.value());
        person.changed |= person.traits.say(traits, at, messageId);
    }

    /** Writes what was said in this transaction. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void save() {
        people.saveTraits();
    }

    private IdentityResolution lockEverybody(Set<Identity> named) {
        for (int look = 0; look < LOOKS; look++) {
            var holders = identities.holders(named);
            lockMissing(named, holders);
            var found = people.lock(holders.values());
            if (found.isPresent()) {
                return new IdentityResolution(holders, userIds(found.get()), ids::next);
            }
        }
        throw new IllegalStateException("Expected people to stay who they are while looked at, but they did not.");
    }

    private void lockMissing(Set<Identity> named, Map<Identity, UUID> holders) {
        var missing = new HashSet<>(named);
        missing.removeAll(holders.keySet());
        if (!missing.isEmpty()) {
            identities.lockMissing(missing);
            // somebody may have made them before we had the lock
            holders.putAll(identities.holders(missing));
        }
    }

    private static Map<UUID, String> userIds(List<Person> people) {
        return people.stream()
                .filter(person -> person.userId != null)
                .collect(Collectors.toMap(person -> person.id, person -> person.userId));
    }

    private void write(IdentityResolution resolution) {
        var now = clock.instant();
        people.insert(
                resolution.created().stream()
                        .map(id -> new Person(id, resolution.userId(id), Traits.none()))
                        .toList(),
                now);
        identities.insert(resolution.added());
        var known = resolution.becameKnown().stream().map(people::held).toList();
        known.forEach(person -> person.userId = resolution.userId(person.id));
        people.saveUserIds(known);
        resolution.joins().forEach(this::join);
        resolution.conflicts().forEach(conflict -> identities.report(conflict, now));
    }

    private void join(IdentityResolution.Join join) {
        people.join(join.winner(), join.loser());
        identities.move(join.loser(), join.winner());
        merged.fire(new ProfilesMerged(new ProfileId(join.winner()), new ProfileId(join.loser())));
    }
}
