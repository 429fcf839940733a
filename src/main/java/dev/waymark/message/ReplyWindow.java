package dev.waymark.message;

import dev.waymark.consent.PersonalAddresses;
import dev.waymark.consent.SuppressedAddresses;
import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * Messenger takes messages for 24 hours after the person has written to the page (Messenger Platform, "Standard messaging
 * window"). When that was is kept by the digest of their id there, because they may write before anybody says whose it is.
 * Of whom nothing was heard nothing is known: Meta decides. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class ReplyWindow {

    /** Why a message was not sent, for the record. */
    static final String CLOSED = "messenger-window-closed";

    private static final String MESSENGER = "messenger";
    private static final Duration OPEN = Duration.ofHours(24);

    private final Sql sql;
    private final PersonalAddresses addresses;
    private final Clock clock;
    private final boolean isHeard;

    ReplyWindow(
            Sql sql,
            PersonalAddresses addresses,
            Clock clock,
            @ConfigProperty(name = "waymark.messenger.app-secret") Optional<String> secret) {
        this.sql = sql;
        this.addresses = addresses;
        this.clock = clock;
        this.isHeard = secret.isPresent();
    }

    /**
     * Somebody has written to the page; of several times the latest counts, in whatever order they are told.
     *
     * @param address their id there
     * @param at by Meta's clock, which may run ahead of ours
     */
    @Transactional
    public void wrote(String address, Instant at) {
        var now = clock.instant();
        sql.update("""
                insert into last_heard as h (channel, address_digest, at) values (?, ?, ?)
                on conflict on constraint last_heard_pk do update set at = excluded.at where h.at < excluded.at
                """, MESSENGER, SuppressedAddresses.digest(MESSENGER, address), at.isAfter(now) ? now : at);
    }

    /** Why nothing is taken for this address now; empty where it may be. */
    Optional<String> refusal(String channel, String address) {
        if (!isHeard || !channel.equals(MESSENGER)) {
            return Optional.empty();
        }
        var until = clock.instant().minus(OPEN);
        return sql
                .query(
                        "select at from last_heard where channel = ? and address_digest = ?",
                        row -> Sql.instant(row, "at"),
                        channel,
                        SuppressedAddresses.digest(channel, address))
                .stream()
                .filter(last -> !last.isAfter(until))
                .map(last -> CLOSED)
                .findFirst();
    }

    /**
     * Forgets when a person wrote, at the address they have and at those they were written to.
     *
     * @param all every profile they ever were
     */
    @Transactional(Transactional.TxType.MANDATORY)
    void forget(ProfileId person, Sql.Column all) {
        sql.update(
                """
                delete from last_heard where channel = ? and (address_digest = ? or address_digest in
                    (select address_digest from message where profile_id = any(?) and channel = ?))
                """,
                MESSENGER,
                Optional.ofNullable(addresses.of(person).get(MESSENGER))
                        .map(address -> SuppressedAddresses.digest(MESSENGER, address))
                        .orElse(""),
                all,
                MESSENGER);
    }
}
