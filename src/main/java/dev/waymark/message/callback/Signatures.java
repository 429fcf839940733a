package dev.waymark.message.callback;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** What all signatures of callbacks have in common. */
final class Signatures {

    private Signatures() {}

    /** In base64. */
    static String hmac(String algorithm, byte[] secret, byte[] signed) {
        return Base64.getEncoder().encodeToString(mac(algorithm, secret, signed));
    }

    /** In lower-case hex. */
    static String hexHmac(String algorithm, byte[] secret, byte[] signed) {
        return HexFormat.of().formatHex(mac(algorithm, secret, signed));
    }

    private static byte[] mac(String algorithm, byte[] secret, byte[] signed) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(secret, algorithm));
            return mac.doFinal(signed);
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

    /** The body, read no further than it may be: nobody has been asked yet who sends it. */
    static byte[] body(InputStream sent, int maxBytes) {
        try {
            var body = sent.readNBytes(maxBytes + 1);
            if (body.length <= maxBytes) {
                return body;
            }
        } catch (IOException interrupted) {
            throw new UncheckedIOException(interrupted);
        }
        throw new RejectedRequest(Rejection.of(
                Rejection.Kind.TOO_LARGE,
                "body-too-large",
                "Expected at most %d MB, but it is more. Let the mail server return headers only."
                        .formatted(maxBytes / (1024 * 1024))));
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
