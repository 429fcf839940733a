package dev.waymark.consent;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import dev.waymark.support.Digest;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A stop for single addresses, whoever they belong to: mail that comes back, a complaint, an account that was blocked, a
 * word that means no. A new address of the same person is free. Of what is said about an address the latest counts, by
 * when it happened, so that the order in which it is heard is of no effect. Where nobody is known by the address
 * its digest alone is kept: the address is not written down, but who tries all phone numbers finds it.
 *
 * <p>Thread-safe; joins the caller's transaction, who holds the profile's lock to change anything.
 */
@ApplicationScoped
public class SuppressedAddresses {

    private final Sql sql;
    private final Event<AddressStopped> changed;
    private final Clock clock;

    SuppressedAddresses(Sql sql, Event<AddressStopped> changed, Clock clock) {
        this.sql = sql;
        this.changed = changed;
        this.clock = clock;
    }

    /** How much a stop stops. */
    public enum Reach {
        /** Nothing at all is sent there, also not what the person has asked for. */
        EVERYTHING,
        /** What can be refused is not sent there, unless the person allows it later, and for that channel. */
        REFUSABLE
    }

    /** An address that is stopped, without saying which. */
    public record Stopped(String channel, Reach reach, String reason, String actor, Instant since) {}

    /**
     * What is known about an address.
     *
     * @param digest of the address
     * @param stopped false where it is free again
     * @param reason kebab-case
     * @param at when it became so
     */
    public record Word(String channel, String digest, Reach reach, boolean stopped, String reason, Instant at) {}

    /** By what an address is known here, the same however it is written. */
    public static String digest(String channel, String address) {
        return Digest.of(channel + ":" + address.strip().toLowerCase(Locale.ROOT));
    }

    /**
     * Since when an address is stopped, by how much. What is said about it meanwhile waits until the caller's transaction
     * has ended, so that nothing is sent there after a no that was answered, also to somebody else who has the address.
     */
    Map<Reach, Instant> stops(String channel, String address) {
        var digest = digest(channel, address);
        sql.query("select pg_advisory_xact_lock_shared(hashtextextended(?, 0))", row -> true, digest);
        return sql
                .query(
                        "select reach, at from suppressed_address"
                                + " where channel = ? and address_digest = ? and stopped",
                        row -> Map.entry(Reach.valueOf(row.getString("reach")), Sql.instant(row, "at")),
                        channel,
                        digest)
                .stream()
                .collect(Collectors.toMap(Map.Entry::getKey, Map.Entry::getValue));
    }

    private boolean isStopped(Place place) {
        return !sql.query(
                        "select 1 from suppressed_address"
                                + " where channel = ? and address_digest = ? and reach = ? and stopped",
                        row -> true,
                        place.channel(),
                        place.digest(),
                        place.reach().name())
                .isEmpty();
    }

    /** When a word was said that is told now: at the first telling, where it is told again. */
    @Transactional(Transactional.TxType.MANDATORY)
    Instant firstTold(String channel, String saidAs, Instant now) {
        return sql.query("""
                        insert into address_word as w (channel, said_as, at) values (?, ?, ?)
                        on conflict on constraint address_word_pk do update set at = w.at returning at
                        """, row -> Sql.instant(row, "at"), channel, saidAs, now)
                .getFirst();
    }

    private record Place(String channel, String digest, Reach reach) {}

    /**
     * Takes it down unless something later is known; the same again changes nothing.
     *
     * @param profile of whom it was heard; null where nobody is known by the address
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void say(@Nullable ProfileId profile, Word word, String actor) {
        sql.query("select pg_advisory_xact_lock(hashtextextended(?, 0))", row -> true, word.digest());
        var wasStopped = isStopped(new Place(word.channel(), word.digest(), word.reach()));
        if (!wasStopped && !word.stopped() && word.reach() == Reach.REFUSABLE) {
            return;
        }
        var isNews = sql.update(
                """
                insert into suppressed_address as s
                    (channel, address_digest, reach, profile_id, stopped, reason, actor, at)
                values (?, ?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint suppressed_address_pk do update
                set profile_id = coalesce(excluded.profile_id, s.profile_id), stopped = excluded.stopped,
                    reason = excluded.reason, actor = excluded.actor, at = excluded.at
                where (s.at, s.stopped) < (excluded.at, excluded.stopped)
                """,
                word.channel(),
                word.digest(),
                word.reach().name(),
                profile == null ? null : profile.value(),
                word.stopped(),
                word.reason(),
                actor,
                word.at());
        if (profile != null && isNews == 1 && (word.stopped() || wasStopped)) {
            changed.fire(new AddressStopped(profile, word, actor));
        }
    }

    /**
     * What is stopped of a person.
     *
     * @param addresses theirs by channel: what somebody else has said about them counts as well
     */
    @Transactional
    List<Stopped> of(ProfileId profile, Map<String, String> addresses) {
        return places(profile, addresses).stream()
                .map(Found::stopped)
                .sorted(Comparator.comparing(Stopped::channel)
                        .thenComparing(Stopped::since)
                        .thenComparing(Stopped::reach))
                .toList();
    }

    /** Lets everything be sent to the person's addresses on a channel again; the caller holds the profile's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lift(ProfileId profile, String channel, Map<String, String> addresses, String actor) {
        places(profile, addresses).stream()
                .map(Found::place)
                .filter(place -> place.channel().equals(channel))
                .sorted(Comparator.comparing(Place::digest).thenComparing(Place::reach))
                .forEach(place -> say(
                        profile,
                        new Word(channel, place.digest(), place.reach(), false, "lifted", clock.instant()),
                        actor));
    }

    private record Found(Place place, Stopped stopped) {}

    private List<Found> places(ProfileId profile, Map<String, String> addresses) {
        var digests = addresses.entrySet().stream()
                .map(one -> digest(one.getKey(), one.getValue()))
                .toList();
        return sql.query(
                "select channel, address_digest, reach, reason, actor, at from suppressed_address"
                        + " where stopped and (profile_id = ? or channel = any(?) and address_digest = any(?))",
                row -> new Found(
                        new Place(row.getString(1), row.getString(2), Reach.valueOf(row.getString(3))),
                        new Stopped(
                                row.getString(1),
                                Reach.valueOf(row.getString(3)),
                                row.getString(4),
                                row.getString(5),
                                Sql.instant(row, "at"))),
                profile.value(),
                Sql.texts(addresses.keySet()),
                Sql.texts(digests));
    }

    void on(@Observes ProfilesMerged merged) {
        sql.update(
                "update suppressed_address set profile_id = ? where profile_id = ?",
                merged.winner().value(),
                merged.loser().value());
    }

    void on(@Observes ProfileErased erased) {
        var people = Sql.uuids(erased.all().stream().map(ProfileId::value).toList());
        sql.update("delete from suppressed_address where profile_id = any(?)", people);
    }
}
