package dev.waymark.message.link;

import jakarta.enterprise.context.ApplicationScoped;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Optional;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.SecretKey;

/**
 * What stands in a link of a message: the message, a number, and proof that we wrote it, for one purpose only. It says
 * nothing of the person and nothing of where a link leads. Thread-safe.
 */
@ApplicationScoped
public class Tokens {

    private static final int ID = 16;

    /** 96 bits: guessing one takes longer than anybody has, and a short message has room for it. */
    private static final int PROOF = 12;

    private static final int MOST_NUMBER = 255;

    private final TokenKeys keys;

    Tokens(TokenKeys keys) {
        this.keys = keys;
    }

    /** What a token is good for; it proves nothing elsewhere. */
    public enum Purpose {
        LINK,
        PICTURE,
        UNSUBSCRIBE,
        STATUS,
        RETURN
    }

    /** What a token that is ours names. */
    public record Named(UUID message, int number) {}

    public String make(Purpose purpose, UUID message, int number) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes(purpose, message, number));
    }

    /** The same where capital letters may become small ones on the way, as in addresses of e-mail. */
    public String makeCaseless(Purpose purpose, UUID message) {
        return HexFormat.of().formatHex(bytes(purpose, message, 0));
    }

    /** Empty where it was not made by us for this purpose. */
    public Optional<Named> read(Purpose purpose, String token) {
        try {
            var bytes = Base64.getUrlDecoder().decode(token);
            // more than one text decodes to the same bytes; only the one we wrote is ours
            return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes).equals(token)
                    ? read(purpose, bytes)
                    : Optional.empty();
        } catch (IllegalArgumentException notBase64) {
            return Optional.empty();
        }
    }

    public Optional<Named> readCaseless(Purpose purpose, String token) {
        try {
            return read(purpose, HexFormat.of().parseHex(token));
        } catch (IllegalArgumentException notHex) {
            return Optional.empty();
        }
    }

    private byte[] bytes(Purpose purpose, UUID message, int number) {
        if (number < 0 || number > MOST_NUMBER) {
            throw new IllegalArgumentException("Expected a number from 0 to 255, but it is " + number);
        }
        var named = ByteBuffer.allocate(ID + 1 + PROOF)
                .putLong(message.getMostSignificantBits())
                .putLong(message.getLeastSignificantBits())
                .put((byte) number);
        return named.put(proof(keys.signing(), purpose, Arrays.copyOf(named.array(), ID + 1)))
                .array();
    }

    private Optional<Named> read(Purpose purpose, byte[] token) {
        if (token.length != ID + 1 + PROOF) {
            return Optional.empty();
        }
        var named = Arrays.copyOf(token, ID + 1);
        var given = Arrays.copyOfRange(token, ID + 1, token.length);
        var isOurs = keys.believed().stream()
                .map(key -> proof(key, purpose, named))
                .anyMatch(proof -> MessageDigest.isEqual(proof, given));
        var buffer = ByteBuffer.wrap(named);
        return isOurs
                ? Optional.of(new Named(new UUID(buffer.getLong(), buffer.getLong()), Byte.toUnsignedInt(buffer.get())))
                : Optional.empty();
    }

    private static byte[] proof(SecretKey key, Purpose purpose, byte[] named) {
        try {
            var mac = Mac.getInstance(TokenKeys.ALGORITHM);
            mac.init(key);
            mac.update(("waymark:" + purpose + ":").getBytes(StandardCharsets.US_ASCII));
            return Arrays.copyOf(mac.doFinal(named), PROOF);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", impossible);
        }
    }
}
