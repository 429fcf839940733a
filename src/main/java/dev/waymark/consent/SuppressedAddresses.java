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

/**
 * A hard stop for single addresses: mail that comes back, a complaint, an account that was blocked. Nothing at all is
 * sent there, also not what the person has asked for; a new address of the same person is free. Of what is said about an
 * address the latest counts, by when it happened, so that the order in which it is heard is of no effect.
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

    /** An address that is stopped, without saying which. */
    public record Stopped(String channel, String reason, String actor, Instant since) {}

    /**
     * What is known about an address.
     *
     * @param digest of the address
     * @param stopped false where it is free again
     * @param reason kebab-case
     * @param at when it became so
     */
    public record Word(String channel, String digest, boolean stopped, String reason, Instant at) {}

    /** By what an address is known here: it cannot be read from that, and is the same however it is written. */
    public static String digest(String channel, String address) {
        return Digest.of(channel + ":" + address.strip().toLowerCase(Locale.ROOT));
    }

    boolean isAddressStopped(String channel, String address) {
        return isStopped(channel, digest(channel, address));
    }

    private boolean isStopped(String channel, String digest) {
        return !sql.query(
                        "select 1 from suppressed_address where channel = ? and address_digest = ? and stopped",
                        row -> true,
                        channel,
                        digest)
                .isEmpty();
    }

    /** Takes it down unless something later is known; the same again changes nothing. */
    @Transactional(Transactional.TxType.MANDATORY)
    public void say(ProfileId profile, Word word, String actor) {
        var wasStopped = isStopped(word.channel(), word.digest());
        var isNews = sql.update(
                """
                insert into suppressed_address as s (channel, address_digest, profile_id, stopped, reason, actor, at)
                values (?, ?, ?, ?, ?, ?, ?)
                on conflict on constraint suppressed_address_pk do update
                set profile_id = excluded.profile_id, stopped = excluded.stopped, reason = excluded.reason,
                    actor = excluded.actor, at = excluded.at
                where (s.at, s.stopped) < (excluded.at, excluded.stopped)
                """, word.channel(), word.digest(), profile.value(), word.stopped(), word.reason(), actor, word.at());
        if (isNews == 1 && (word.stopped() || wasStopped)) {
            changed.fire(new AddressStopped(profile, word.channel(), word.stopped(), word.reason(), actor));
        }
    }

    @Transactional
    List<Stopped> of(ProfileId profile) {
        return sql.query(
                "select channel, reason, actor, at from suppressed_address where profile_id = ? and stopped"
                        + " order by channel, at",
                row -> new Stopped(row.getString(1), row.getString(2), row.getString(3), Sql.instant(row, "at")),
                profile.value());
    }

    /** Lets everything be sent to the person's addresses on a channel again; the caller holds the profile's lock. */
    @Transactional(Transactional.TxType.MANDATORY)
    void lift(ProfileId profile, String channel, String actor, Instant now) {
        sql.query(
                        "select address_digest from suppressed_address where profile_id = ? and channel = ? and stopped",
                        row -> row.getString(1),
                        profile.value(),
                        channel)
                .forEach(digest -> say(profile, new Word(channel, digest, false, "lifted", now), actor));
    }

    void on(@Observes ProfilesMerged merged) {
        sql.update(
                "update suppressed_address set profile_id = ? where profile_id = ?",
                merged.winner().value(),
                merged.loser().value());
    }

    void on(@Observes ProfileErased erased) {
        sql.update(
                "delete from suppressed_address where profile_id = any(?)",
                Sql.uuids(erased.all().stream().map(ProfileId::value).toList()));
    }
}
