package dev.waymark.consent;

import dev.waymark.consent.SuppressedAddresses.Reach;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.profile.ProfilesMerged;
import dev.waymark.support.Actor;
import dev.waymark.support.Outcome;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;

/**
 * A hard stop for single people: whatever they have allowed, nobody writes to them but about what they have asked for.
 * Thread-safe; joins the caller's transaction and changes anything only under the profile's lock.
 */
@ApplicationScoped
public class Suppressions {

    private final Sql sql;
    private final Profiles profiles;
    private final SuppressedAddresses addresses;
    private final Event<SuppressionChanged> changed;
    private final Clock clock;

    Suppressions(
            Sql sql, Profiles profiles, SuppressedAddresses addresses, Event<SuppressionChanged> changed, Clock clock) {
        this.addresses = addresses;
        this.sql = sql;
        this.profiles = profiles;
        this.changed = changed;
        this.clock = clock;
    }

    /** Why and since when somebody is left alone. */
    public record Suppression(String reason, String actor, Instant since) {}

    @Transactional
    public Optional<Suppression> of(ProfileId profile) {
        return sql
                .query(
                        "select reason, actor, since from suppression where profile_id = ?",
                        row -> new Suppression(
                                row.getString(1),
                                row.getString(2),
                                row.getTimestamp(3).toInstant()),
                        profile.value())
                .stream()
                .findFirst();
    }

    /** Since when an address is stopped, by how much. */
    Map<Reach, Instant> stops(String channel, String address) {
        return addresses.stops(channel, address);
    }

    /** Who of many people is left alone. */
    Set<ProfileId> among(Collection<ProfileId> people) {
        return Set.copyOf(sql.query(
                "select profile_id from suppression where profile_id = any(?)",
                row -> new ProfileId(row.getObject(1, UUID.class)),
                Sql.uuids(people.stream().map(ProfileId::value).toList())));
    }

    /** Leaves somebody alone from now on; a second time changes nothing. */
    @Transactional
    Outcome<Suppression> suppress(ProfileId profile, String reason, Actor actor) {
        var person = profiles.lockLiving(profile);
        if (person.isEmpty()) {
            return Outcome.refused(Consents.unknown());
        }
        var added = sql.update(
                "insert into suppression (profile_id, reason, actor, since) values (?, ?, ?, ?) on conflict do nothing",
                person.get().value(),
                reason,
                actor.name(),
                clock.instant());
        if (added == 1) {
            changed.fire(new SuppressionChanged(person.get(), true, reason, actor.name()));
        }
        return Outcome.done(of(person.get()).orElseThrow());
    }

    @Transactional
    void lift(ProfileId profile, Actor actor) {
        var person = profiles.lockPerson(profile);
        if (sql.update("delete from suppression where profile_id = ?", person.value()) == 1) {
            changed.fire(new SuppressionChanged(person, false, "", actor.name()));
        }
    }

    /** If one of the two was left alone, both are. */
    void on(@Observes ProfilesMerged merged) {
        sql.update("""
                insert into suppression (profile_id, reason, actor, since)
                select ?, reason, actor, since from suppression where profile_id = ? on conflict do nothing
                """, merged.winner().value(), merged.loser().value());
        sql.update(
                "delete from suppression where profile_id = ?", merged.loser().value());
    }

    void on(@Observes ProfileErased erased) {
        sql.update(
                "delete from suppression where profile_id = any(?)",
                Sql.uuids(erased.all().stream().map(ProfileId::value).toList()));
    }
}
