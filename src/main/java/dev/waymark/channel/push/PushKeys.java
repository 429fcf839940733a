package dev.waymark.channel.push;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import dev.waymark.support.Sql;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The keys by which push services know us (VAPID, RFC 8292): the operator's own, or a pair that is made once and kept in
 * the database. A browser belongs to the key it was asked with; with another one it takes nothing. Thread-safe.
 */
@ApplicationScoped
class PushKeys {

    private final Sql sql;
    private final Clock clock;
    private volatile @Nullable Signing signing;

    PushKeys(Sql sql, Clock clock, PushSettings settings) {
        this.sql = sql;
        this.clock = clock;
        this.signing = configured(settings).orElse(null);
    }

    /** The public key as browsers want it, and the pair that signs. */
    record Signing(String publicKey, VAPIDKeyPair pair) {

        static Signing of(PushKeyPair keys) {
            return new Signing(keys.publicKey(), keys.signing());
        }
    }

    private static Optional<Signing> configured(PushSettings settings) {
        if (settings.publicKey().isEmpty() && settings.privateKey().isEmpty()) {
            return Optional.empty();
        }
        try {
            return Optional.of(Signing.of(new PushKeyPair(
                    settings.publicKey().orElse("").strip(),
                    settings.privateKey().orElse("").strip())));
        } catch (IllegalArgumentException noPair) {
            throw new IllegalStateException(
                    "Expected waymark.push.public-key and waymark.push.private-key to be a pair in base64url, as"
                            + " web-push generate-vapid-keys writes one, but they are not. Correct them.");
        }
    }

    Signing get() {
        var known = signing;
        if (known == null) {
            known = Signing.of(stored());
            signing = known;
        }
        return known;
    }

    /** Whoever is first makes it for everybody. */
    private PushKeyPair stored() {
        var fresh = PushKeyPair.made();
        sql.update(
                "insert into push_key (id, public_key, private_key, created_at) values (1, ?, ?, ?)"
                        + " on conflict (id) do nothing",
                fresh.publicKey(),
                fresh.privateKey(),
                clock.instant());
        return sql.query(
                        "select public_key, private_key from push_key where id = 1",
                        row -> new PushKeyPair(row.getString(1), row.getString(2)))
                .getFirst();
    }
}
