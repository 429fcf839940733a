package dev.waymark.message.callback;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What all signatures of callbacks have in common. */
final class Signatures {

    private Signatures() {}

    /** In base64. */
    static String hmac(String algorithm, byte[] secret, byte[] signed) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has " + algorithm, impossible);
        }
    }

    /** In constant time. */
    static boolean isSame(String expected, @Nullable String given) {
        return given != null
                && MessageDigest.isEqual(
                        expected.getBytes(StandardCharsets.UTF_8), given.getBytes(StandardCharsets.UTF_8));
    }

    static RejectedRequest refused() {
        return new RejectedRequest(Rejection.of(
                Rejection.Kind.UNAUTHENTICATED,
                "signature-wrong",
                "Expected a callback that its provider has signed just now, but this one is not. Nothing was stored."));
    }

    static RejectedRequest closed(String settings) {
        return new RejectedRequest(Rejection.of(
                Rejection.Kind.AWAY,
                "callbacks-closed",
                "Expected " + settings + " to be set, so that it can be known who calls, but it is not. Set it, and"
                        + " send the same again."));
    }
}
