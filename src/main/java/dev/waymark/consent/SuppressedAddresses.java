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
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A stop for single addresses, whoever they belong to: mail that comes back, a complaint, an account that was blocked, a
 * word that means no. A new address of the same person is free. Of what is said about an address the latest counts, by
 * when it happened, so that the order in which it is heard is of no effect. Who wrote a word that means no
 * is not written to either when the address comes again after an erasure: of that the digest is kept.
 *
 * <p>Thread-safe; joins the caller's transaction, who holds the profile's lock to change anything.
 */
@ApplicationScoped
public class SuppressedAddresses {

    private final Sql sql;
    private final Event<AddressStopped> changed;

    SuppressedAddresses(Sql sql, Event<AddressStopped> changed) {
        this.sql = sql;
        this.changed = changed;
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

    /** By what an address is known here: it cannot be read from that, and is the same however it is written. */
    public static String digest(String channel, String address) {
        return Digest.of(channel + ":" + address.strip().toLowerCase(Locale.ROOT));
    }

    /** Since when an address is stopped so far; empty where it is not. */
    Optional<Instant> stoppedSince(String channel, String address, Reach reach) {
        return stoppedSince(new Place(channel, digest(channel, address), reach));
    }

    private Optional<Instant> stoppedSince(Place place) {
        return sql
                .query(
                        "select at from suppressed_address"
                                + " where channel = ? and address_digest = ? and reach = ? and stopped",
                        row -> Sql.instant(row, "at"),
                        place.channel(),
                        place.digest(),
                        place.reach().name())
                .stream()
                .findFirst();
    }

    private record Place(String channel, String digest, Reach reach) {}

    /**
     * Takes it down unless something later is known; the same again changes nothing.
     *
     * @param profile of whom it was heard; null where nobody is known by the address
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public void say(@Nullable ProfileId profile, Word word, String actor) {
        var wasStopped = stoppedSince(new Place(word.channel(), word.digest(), word.reach()))
                .isPresent();
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
            changed.fire(new AddressStopped(profile, word.channel(), word.stopped(), word.reason(), actor));
        }
    }

    @Transactional
    List<Stopped> of(ProfileId profile) {
        return sql.query(
                "select channel, reach, reason, actor, at from suppressed_address where profile_id = ? and stopped"
                        + " order by channel, at, reach",
                row -> new Stopped(
                        row.getString(1),
                        Reach.valueOf(row.getString(2)),
                        row.getString(3),
                        row.getString(4),
                        Sql.instant(row, "at")),
                profile.value());
    }

    /** Lets everything be sent to the person's addresses on a channel again; the caller holds the profile's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lift(ProfileId profile, String channel, String actor, Instant now) {
        sql.query(
                        "select address_digest, reach from suppressed_address"
                                + " where profile_id = ? and channel = ? and stopped",
                        row -> new Place(channel, row.getString(1), Reach.valueOf(row.getString(2))),
                        profile.value(),
                        channel)
                .forEach(place ->
                        say(profile, new Word(channel, place.digest(), place.reach(), false, "lifted", now), actor));
    }

    void on(@Observes ProfilesMerged merged) {
        sql.update(
                "update suppressed_address set profile_id = ? where profile_id = ?",
                merged.winner().value(),
                merged.loser().value());
    }

    void on(@Observes ProfileErased erased) {
        var people = Sql.uuids(erased.all().stream().map(ProfileId::value).toList());
        sql.update("delete from suppressed_address where profile_id = any(?) and reach = 'EVERYTHING'", people);
        sql.update("update suppressed_address set profile_id = null where profile_id = any(?)", people);
    }
}
