package dev.waymark.message.callback;

import dev.waymark.support.BusinessClock;
import jakarta.inject.Singleton;
import jakarta.ws.rs.HeaderParam;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.Base64;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.jspecify.annotations.Nullable;

/** Signed as Standard Webhooks says, by a secret that the operator gives to the mail server. Immutable. */
@Singleton
class EmailSignature {

    private static final String PREFIX = "whsec_";
    private static final int SHORTEST = 24;
    private static final String VERSION = "v1,";

    /** As Standard Webhooks proposes: longer than a request takes, shorter than a log is kept. */
    private static final Duration WINDOW = Duration.ofMinutes(5);

    private final Optional<byte[]> secret;
    private final Clock clock;

    EmailSignature(
            @ConfigProperty(name = "waymark.email.callback-secret") Optional<String> secret, BusinessClock clock) {
        this.secret = secret.map(EmailSignature::read);
        // who signs knows nothing of a sandbox in which time has passed
        this.clock = clock.real();
    }

    /** The headers of one call. */
    static class Signed {

        @HeaderParam("webhook-id")
        @Nullable
        String id;

        @HeaderParam("webhook-timestamp")
        @Nullable
        String timestamp;

        @HeaderParam("webhook-signature")
        @Nullable
        String signature;
    }

    /** @throws dev.waymark.support.RejectedRequest unless somebody may have signed it just now: before the body is read */
    void require(Signed signed) {
        key();
        if (signed.id == null || signed.signature == null || !isNow(signed.timestamp)) {
            throw Signatures.refused();
        }
    }

    private byte[] key() {
        return secret.orElseThrow(() -> Signatures.closed("WAYMARK_EMAIL_CALLBACK_SECRET"));
    }

    /** @throws dev.waymark.support.RejectedRequest unless who has the secret has signed it just now */
    void require(Signed signed, byte[] body) {
        require(signed);
        var expected = VERSION + sign(key(), signed.id + "." + signed.timestamp + ".", body);
        if (Arrays.stream(signed.signature.split(" ")).noneMatch(one -> Signatures.isSame(expected, one))) {
            throw Signatures.refused();
        }
    }

    private boolean isNow(@Nullable String seconds) {
        if (seconds == null || !seconds.matches("\\d{1,11}")) {
            return false;
        }
        var at = Instant.ofEpochSecond(Long.parseLong(seconds));
        return Duration.between(at, clock.instant()).abs().compareTo(WINDOW) <= 0;
    }

    private static String sign(byte[] key, String head, byte[] body) {
        var signed = new ByteArrayOutputStream();
        signed.writeBytes(head.getBytes(StandardCharsets.UTF_8));
        signed.writeBytes(body);
        return Signatures.hmac("HmacSHA256", key, signed.toByteArray());
    }

    private static byte[] read(String secret) {
        try {
            var bytes = Base64.getDecoder()
                    .decode(secret.strip().startsWith(PREFIX) ? secret.strip().substring(PREFIX.length()) : "");
            if (bytes.length >= SHORTEST) {
                return bytes;
            }
        } catch (IllegalArgumentException notBase64) {
            // refused below
        }
        throw new IllegalStateException(
                "Expected WAYMARK_EMAIL_CALLBACK_SECRET to be whsec_ and 24 bytes or more in base64,"
                        + " but it is not. Make one by: echo whsec_$(openssl rand -base64 32)");
    }
}
