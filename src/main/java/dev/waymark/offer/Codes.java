package dev.waymark.offer;

import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.random.RandomGenerator;
import org.jspecify.annotations.Nullable;

/**
 * Single-use codes: reserved when a step issues one or a message is written, confirmed when the provider took the
 * message. A message that fails burns none: a code that was made stays reserved for the person, one from a pool goes
 * back to it. Thread-safe; joins the caller's transaction. Codes are locked last, after profiles and messages.
 */
@ApplicationScoped
public class Codes {

    private final HeldCodes held;
    private final PoolTable pools;
    private final Offers offers;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    Codes(HeldCodes held, PoolTable pools, Offers offers, Clock clock) {
        this(held, pools, offers, clock, new SecureRandom());
    }

    Codes(HeldCodes held, PoolTable pools, Offers offers, Clock clock, RandomGenerator random) {
        this.held = held;
        this.pools = pools;
        this.offers = offers;
        this.clock = clock;
        this.random = random;
    }

    /**
     * A code somebody holds.
     *
     * @param mayGoBack whether it is from a pool and was neither issued by a step nor shown on a site
     */
    record Held(String code, @Nullable Instant expiresAt, boolean isRedeemed, boolean mayGoBack) {}

    /**
     * The person's code for this offer: the same one however often it is asked for, as long as it is good. Empty where
     * the pool is empty and the offer says that messages go without.
     *
     * @throws NoCode where nothing is to be written: the person has used theirs and it would not have expired yet, or the
     *     pool is empty
     */
    @Transactional(dontRollbackOn = NoCode.class)
    public Optional<String> reserve(String offer, ProfileId profile) {
        var code = hold(offer, profile);
        if (code.isEmpty() && !offers.goesWithout(offer)) {
            throw NoCode.exhausted();
        }
        if (code.filter(Held::isRedeemed).isPresent()) {
            throw NoCode.redeemed();
        }
        return code.map(Held::code);
    }

    /** The person's code for this offer, if they have one that is good. It is theirs from then on: they have seen it. */
    @Transactional
    public Optional<String> good(String offer, ProfileId profile) {
        return held.of(offer, profile, clock.instant())
                .filter(code -> !code.isRedeemed())
                .filter(code -> !code.mayGoBack() || held.promise(code.code(), clock.instant()))
                .map(Held::code);
    }

    /** A code the person has for certain, whatever becomes of messages; empty where the pool is. */
    Optional<Held> issue(String offer, ProfileId profile) {
        var code = hold(offer, profile);
        while (code.filter(Held::mayGoBack).isPresent()
                && !held.promise(code.get().code(), clock.instant())) {
            // it went back between the two statements, and so another one is free
            code = hold(offer, profile);
        }
        return code;
    }

    private Optional<Held> hold(String offer, ProfileId profile) {
        var now = clock.instant();
        var theirs = held.of(offer, profile, now);
        if (theirs.isPresent()) {
            return theirs;
        }
        held.letGo(offer, profile, now);
        var expiry = offers.find(offer)
                .map(Offers.Offer::expiresAfter)
                .map(now::plus)
                .orElse(null);
        if (offers.findPooled(offer).isEmpty()) {
            held.add(new HeldCodes.Fresh(CodeText.next(random), offer, profile, now, expiry, false));
        } else {
            draw(offer, profile, now, expiry);
        }
        return held.of(offer, profile, now);
    }

    private void draw(String offer, ProfileId profile, Instant now, @Nullable Instant expiry) {
        pools.draw(offer, now).ifPresent(drawn -> {
            var until = drawn.goodUntil() == null || expiry != null && expiry.isBefore(drawn.goodUntil())
                    ? expiry
                    : drawn.goodUntil();
            if (!held.add(new HeldCodes.Fresh(drawn.code(), offer, profile, now, until, true))) {
                // somebody else has got one for the same person at the same moment
                pools.putBack(List.of(drawn.code()));
            }
        });
    }

    /**
     * Whether the code is still the person's; if so it cannot go back before this transaction has ended. Asked when a
     * message with it is about to be handed over.
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public boolean isKept(String code, ProfileId profile) {
        return held.lock(code, profile);
    }

    /** The provider took the message: the code is the person's. */
    @Transactional
    public void confirm(String code) {
        held.confirm(code, clock.instant());
    }

    /**
     * A message was certainly not sent: codes from pools that the person got for nothing else go back.
     *
     * @return those that did
     */
    @Transactional(Transactional.TxType.MANDATORY)
    public Set<String> giveBack(ProfileId profile, UUID unsentMessage) {
        var codes = held.lockUnsent(profile);
        return codes.isEmpty() ? Set.of() : giveBack(codes, unsentMessage);
    }

    /** What was reserved before this moment for messages of which nobody has heard again. */
    @Transactional
    int giveBackForgotten(Instant reservedBefore, int most) {
        var codes = held.lockForgotten(reservedBefore, most);
        return codes.isEmpty() ? 0 : giveBack(codes, null).size();
    }

    private Set<String> giveBack(List<String> locked, @Nullable UUID unsentMessage) {
        var gone = held.remove(locked, unsentMessage);
        pools.putBack(gone);
        return Set.copyOf(gone);
    }
}
