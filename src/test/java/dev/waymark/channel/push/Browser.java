package dev.waymark.channel.push;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PublicKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/** A browser's end of a push message, written from RFC 8188 and RFC 8291 and by nothing of what encrypts. */
public final class Browser {

    private static final int COORDINATE = 32;

    private final KeyPair keys;
    private final byte[] auth;

    public Browser() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            keys = generator.generateKeyPair();
            auth = Arrays.copyOf(fixed(((ECPublicKey) keys.getPublic()).getW().getAffineX()), 16);
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    public String p256dh() {
        return base64(point());
    }

    public String auth() {
        return base64(auth);
    }

    /** As it registers at {@code /v1/devices}. */
    public Map<String, Object> registration(String endpoint) {
        return Map.of("kind", "web", "endpoint", endpoint, "keys", Map.of("p256dh", p256dh(), "auth", auth()));
    }

    /** What a message says that was encrypted for it. */
    public String read(byte[] body) {
        try {
            var message = ByteBuffer.wrap(body);
            var salt = bytes(message, 16);
            message.getInt();
            var sender = bytes(message, message.get());
            var sealed = bytes(message, message.remaining());

            var agreement = KeyAgreement.getInstance("ECDH");
            agreement.init(keys.getPrivate());
            agreement.doPhase(publicKey(sender), true);
            var info = joined("WebPush: info\0".getBytes(US_ASCII), point(), sender);
            var secret = expanded(hmac(auth, agreement.generateSecret()), info, 32);
            var pseudorandom = hmac(salt, secret);
            var cipher = Cipher.getInstance("AES/GCM/NoPadding");
            cipher.init(
                    Cipher.DECRYPT_MODE,
                    new SecretKeySpec(
                            expanded(pseudorandom, "Content-Encoding: aes128gcm\0".getBytes(US_ASCII), 16), "AES"),
                    new GCMParameterSpec(
                            128, expanded(pseudorandom, "Content-Encoding: nonce\0".getBytes(US_ASCII), 12)));
            var padded = cipher.doFinal(sealed);
            var end = padded.length - 1;
            while (padded[end] == 0) {
                end--;
            }
            if (padded[end] != 2) {
                throw new IllegalStateException("Expected the last record to end with 2");
            }
            return new String(padded, 0, end, UTF_8);
        } catch (GeneralSecurityException notForUs) {
            throw new IllegalStateException(notForUs);
        }
    }

    /** A public key as it is written: 4 and the two coordinates. */
    static PublicKey publicKey(byte[] point) throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec("secp256r1"));
        return KeyFactory.getInstance("EC")
                .generatePublic(new ECPublicKeySpec(
                        new ECPoint(
                                new BigInteger(1, Arrays.copyOfRange(point, 1, 1 + COORDINATE)),
                                new BigInteger(1, Arrays.copyOfRange(point, 1 + COORDINATE, point.length))),
                        parameters.getParameterSpec(ECParameterSpec.class)));
    }

    private byte[] point() {
        var point = ((ECPublicKey) keys.getPublic()).getW();
        return joined(new byte[] {4}, fixed(point.getAffineX()), fixed(point.getAffineY()));
    }

    private static byte[] expanded(byte[] key, byte[] info, int length) throws GeneralSecurityException {
        return Arrays.copyOf(hmac(key, joined(info, new byte[] {1})), length);
    }

    private static byte[] hmac(byte[] key, byte[] input) throws GeneralSecurityException {
        var mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(key, "HmacSHA256"));
        return mac.doFinal(input);
    }

    private static byte[] bytes(ByteBuffer from, int length) {
        var bytes = new byte[length];
        from.get(bytes);
        return bytes;
    }

    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        return bytes.length > COORDINATE
                ? Arrays.copyOfRange(bytes, bytes.length - COORDINATE, bytes.length)
                : joined(new byte[COORDINATE - bytes.length], bytes);
    }

    private static byte[] joined(byte[]... parts) {
        var all = new ByteArrayOutputStream();
        for (var part : parts) {
            all.writeBytes(part);
        }
        return all.toByteArray();
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
