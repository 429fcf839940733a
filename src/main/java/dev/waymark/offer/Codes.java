package dev.waymark.offer;

import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.transaction.Transactional;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.random.RandomGenerator;
import org.hibernate.Session;

/**
 * Single-use codes: reserved when a message is written, confirmed when its provider took it. A message that fails
 * burns none, because the person's reserved code is used again. Thread-safe; joins the caller's transaction.
 */
@ApplicationScoped
public class Codes {

    /** Crockford's alphabet: nothing in it is mistaken for something else when read aloud in a shop. */
    private static final String ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ";

    /** 50 bits: guessing one of a million live codes takes about a thousand million tries. */
    private static final int LENGTH = 10;

    private final Session db;
    private final Clock clock;
    private final RandomGenerator random;

    @Inject
    Codes(Session db, Clock clock) {
        this(db, clock, new SecureRandom());
    }

    Codes(Session db, Clock clock, RandomGenerator random) {
        this.db = db;
        this.clock = clock;
        this.random = random;
    }

    /** The person's code for this offer: the same one however often it is asked for. */
    @Transactional
    public String reserve(String offer, ProfileId profile) {
        var theirs = held(offer, profile);
        if (theirs.isPresent()) {
            return theirs.get();
        }
        db.createNativeQuery("insert into code (code, offer, profile_id, status, reserved_at)"
                        + " values (:code, :offer, :profile, 'RESERVED', :at)"
                        + " on conflict on constraint code_one_per_person do nothing")
                .setParameter("code", next())
                .setParameter("offer", offer)
                .setParameter("profile", profile.value())
                .setParameter("at", clock.instant())
                .executeUpdate();
        return held(offer, profile).orElseThrow();
    }

    /** A code that was given to the person before two profiles were joined stays theirs. */
    private Optional<String> held(String offer, ProfileId profile) {
        List<String> codes = db.createNativeQuery(
                        "select code from code where offer = :offer and profile_id in"
                                + " (select id from profile where id = :profile or merged_into = :profile)"
                                + " order by reserved_at limit 1",
                        String.class)
                .setParameter("offer", offer)
                .setParameter("profile", profile.value())
                .getResultList();
        return codes.stream().findFirst();
    }

    /** The provider took the message: the code is the person's. */
    @Transactional
    public void confirm(String code) {
        db.createNativeQuery("update code set status = 'CONFIRMED', confirmed_at = :at"
                        + " where code = :code and status = 'RESERVED'")
                .setParameter("at", clock.instant())
                .setParameter("code", code)
                .executeUpdate();
    }

    private String next() {
        var code = new StringBuilder(LENGTH + 1);
        for (int i = 0; i < LENGTH; i++) {
            if (i == LENGTH / 2) {
                code.append('-');
            }
            code.append(ALPHABET.charAt(random.nextInt(ALPHABET.length())));
        }
        return code.toString();
    }
}
