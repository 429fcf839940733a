package dev.waymark.channel.push;

import com.zerodeplibs.webpush.VAPIDKeyPair;
import com.zerodeplibs.webpush.VAPIDKeyPairs;
import com.zerodeplibs.webpush.key.PrivateKeySources;
import com.zerodeplibs.webpush.key.PublicKeySources;
import java.math.BigInteger;
import java.security.AlgorithmParameters;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.interfaces.ECPrivateKey;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.security.spec.ECParameterSpec;
import java.security.spec.ECPoint;
import java.security.spec.ECPrivateKeySpec;
import java.security.spec.ECPublicKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * One pair of VAPID keys, written as the tools for it write them: the point uncompressed and the number, in base64url.
 * Immutable; thread-safe.
 */
record PushKeyPair(String publicKey, String privateKey) {

    private static final String CURVE = "secp256r1";
    private static final int COORDINATE = 32;
    private static final byte UNCOMPRESSED = 4;

    static PushKeyPair made() {
        try {
            var generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec(CURVE));
            var keys = generator.generateKeyPair();
            var point = ((ECPublicKey) keys.getPublic()).getW();
            var bytes = new byte[1 + 2 * COORDINATE];
            bytes[0] = UNCOMPRESSED;
            System.arraycopy(fixed(point.getAffineX()), 0, bytes, 1, COORDINATE);
            System.arraycopy(fixed(point.getAffineY()), 0, bytes, 1 + COORDINATE, COORDINATE);
            return new PushKeyPair(base64(bytes), base64(fixed(((ECPrivateKey) keys.getPrivate()).getS())));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has P-256", impossible);
        }
    }

    /** @throws IllegalArgumentException where the two are no pair */
    VAPIDKeyPair signing() {
        try {
            var factory = KeyFactory.getInstance("EC");
            var own = factory.generatePrivate(
                    new ECPrivateKeySpec(new BigInteger(1, bytes(privateKey, COORDINATE)), curve()));
            var point = bytes(publicKey, 1 + 2 * COORDINATE);
            var others = factory.generatePublic(
                    new ECPublicKeySpec(new ECPoint(number(point, 1), number(point, 1 + COORDINATE)), curve()));
            requirePair(own, others);
            return VAPIDKeyPairs.of(
                    PrivateKeySources.ofECPrivateKey((ECPrivateKey) own),
                    PublicKeySources.ofECPublicKey((ECPublicKey) others));
        } catch (GeneralSecurityException noKeys) {
            throw new IllegalArgumentException(noKeys);
        }
    }

    private static void requirePair(PrivateKey own, PublicKey others) throws GeneralSecurityException {
        var sample = new byte[] {1};
        var signer = Signature.getInstance("SHA256withECDSA");
        signer.initSign(own);
        signer.update(sample);
        var signature = signer.sign();
        signer.initVerify(others);
        signer.update(sample);
        if (!signer.verify(signature)) {
            throw new IllegalArgumentException("The two keys are not of one pair");
        }
    }

    private static ECParameterSpec curve() throws GeneralSecurityException {
        var parameters = AlgorithmParameters.getInstance("EC");
        parameters.init(new ECGenParameterSpec(CURVE));
        return parameters.getParameterSpec(ECParameterSpec.class);
    }

    private static BigInteger number(byte[] point, int from) {
        return new BigInteger(1, Arrays.copyOfRange(point, from, from + COORDINATE));
    }

    private static byte[] bytes(String base64, int length) {
        var bytes = Base64.getUrlDecoder().decode(base64.replaceAll("=+$", ""));
        if (bytes.length != length) {
            throw new IllegalArgumentException("A key has another length");
        }
        return bytes;
    }

    /** Java writes as many bytes as the number needs, or one more. */
    private static byte[] fixed(BigInteger number) {
        var bytes = number.toByteArray();
        var from = Math.max(0, bytes.length - COORDINATE);
        var fixed = new byte[COORDINATE];
        System.arraycopy(bytes, from, fixed, COORDINATE - (bytes.length - from), bytes.length - from);
        return fixed;
    }

    private static String base64(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
