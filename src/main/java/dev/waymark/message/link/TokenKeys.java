package dev.waymark.message.link;

import dev.waymark.support.Sql;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.security.GeneralSecurityException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.crypto.KeyGenerator;
import javax.crypto.SecretKey;
import javax.crypto.spec.SecretKeySpec;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/**
 * The keys that sign tokens: the first that is configured signs and every one of them is believed, so that a key can be
 * changed while old messages are still read; and one that was made at the first start and is kept in the database.
 * Thread-safe once started.
 */
@ApplicationScoped
class TokenKeys {

    static final String ALGORITHM = "HmacSHA256";

    /** Before anything is sent. */
    private static final int ORDER = 50;

    private static final int SHORTEST = 32;

    private final Sql sql;
    private final List<SecretKey> configured;
    private volatile List<SecretKey> keys = List.of();

    TokenKeys(Sql sql, @ConfigProperty(name = "waymark.token-keys") Optional<List<String>> configured) {
        this.sql = sql;
        this.configured =
                configured.orElse(List.of()).stream().map(TokenKeys::read).collect(Collectors.toUnmodifiableList());
    }

    void start(@Observes @Priority(ORDER) StartupEvent start) {
        var all = new ArrayList<>(configured);
        all.add(stored());
        keys = List.copyOf(all);
    }

    SecretKey signing() {
        return keys.getFirst();
    }

    List<SecretKey> believed() {
        return keys;
    }

    /** Whichever node comes first makes it. */
    private SecretKey stored() {
        sql.update(
                "insert into token_key (name, secret) values ('links', ?) on conflict do nothing",
                fresh().getEncoded());
        return sql.query(
                        "select secret from token_key where name = 'links'",
                        row -> new SecretKeySpec(row.getBytes(1), ALGORITHM))
                .getFirst();
    }

    private static SecretKey fresh() {
        try {
            return KeyGenerator.getInstance(ALGORITHM).generateKey();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", impossible);
        }
    }

    private static SecretKey read(String configured) {
        try {
            var bytes = Base64.getDecoder().decode(configured.strip());
            if (bytes.length >= SHORTEST) {
                return new SecretKeySpec(bytes, ALGORITHM);
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below
        }
        throw new IllegalStateException(
                "Expected each of WAYMARK_TOKEN_KEYS to be 32 bytes or more in base64, but one is"
                        + " not. Make one by: openssl rand -base64 32");
    }
}
