package dev.waymark.offer;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Single-use codes: reserved when a step issues one or a message is written, confirmed when the provider took the
 * message. A message that fails burns none, because the person's reserved code is used again. Thread-safe; joins the
 * caller's transaction.
 */
@ApplicationScoped
public class Codes {

    /** A code that was given to the person before two profiles were joined stays theirs. */
    private static final String THEIRS =
            " offer = ? and is_current and profile_id in" + " (select id from profile where id = ? or merged_into = ?)";

    private final Sql sql;
    private final Offers offers;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    Codes(Sql sql, Offers offers, Clock clock) {
        this(sql, offers, clock, new SecureRandom());
    }

    Codes(Sql sql, Offers offers, Clock clock, RandomGenerator random) {
        this.sql = sql;
        this.offers = offers;
        this.clock = clock;
        this.random = random;
    }

    /** A code somebody holds. */
    record Held(String code, @Nullable Instant expiresAt, boolean isRedeemed) {}

    /**
     * The person's code for this offer: the same one however often it is asked for, as long as it is good; empty from
     * when it was redeemed until it would have expired.
     */
    @Transactional
    public Optional<String> reserve(String offer, ProfileId profile) {
        return Optional.of(hold(offer, profile))
                .filter(held -> !held.isRedeemed())
                .map(Held::code);
    }

    /** The person's code for this offer, if they have one that is good. */
    @Transactional
    public Optional<String> good(String offer, ProfileId profile) {
        return held(offer, profile, clock.instant())
                .filter(held -> !held.isRedeemed())
                .map(Held::code);
    }

    @Transactional
    Held hold(String offer, ProfileId profile) {
        var now = clock.instant();
        var theirs = held(offer, profile, now);
        if (theirs.isPresent()) {
            return theirs.get();
        }
        letGo(offer, profile, now);
        sql.update(
                "insert into code (code, offer, profile_id, status, reserved_at, expires_at)"
                        + " values (?, ?, ?, 'RESERVED', ?, cast(? as timestamptz))"
                        + " on conflict (offer, profile_id) where is_current do nothing",
                CodeText.next(random),
                offer,
                profile.value(),
                now,
                expiry(offer, now));
        return held(offer, profile, now).orElseThrow();
    }

    private Optional<Held> held(String offer, ProfileId profile, Instant now) {
        return sql
                .query(
                        "select code, expires_at, status = 'REDEEMED' from code where" + THEIRS
                                + " and (expires_at is null or expires_at > ?) order by reserved_at limit 1",
                        row -> new Held(row.getString(1), Sql.instant(row, "expires_at"), row.getBoolean(3)),
                        offer,
                        profile.value(),
                        profile.value(),
                        now)
                .stream()
                .findFirst();
    }

    private void letGo(String offer, ProfileId profile, Instant now) {
        sql.update(
                "update code set is_current = false where" + THEIRS + " and expires_at <= ?",
                offer,
                profile.value(),
                profile.value(),
                now);
    }

    private @Nullable Instant expiry(String offer, Instant now) {
        return offers.find(offer).map(Offers.Offer::expiresAfter).map(now::plus).orElse(null);
    }

    /** The provider took the message: the code is the person's. */
    @Transactional
    public void confirm(String code) {
        sql.update(
                "update code set status = 'CONFIRMED', confirmed_at = ? where code = ? and status = 'RESERVED'",
                clock.instant(),
                code);
    }
}
