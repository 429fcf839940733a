package dev.waymark.experiment;

import dev.waymark.profile.ProfileId;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Map;

/**
 * Where a person falls in an experiment: always at the same place in the same one, independently in different ones, and
 * known without asking anything stored. A larger share keeps those whom a smaller one had.
 */
public final class Assignment {

    private static final double WHOLE = 100;
    private static final double STEPS = 0x1p53;

    private Assignment() {}

    /** A place from 0 to less than 100, the same for ever for the same experiment and profile. */
    public static double place(String experiment, ProfileId profile) {
        var digest = sha256(experiment + "\n" + profile.value());
        long bits = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            bits = bits << 8 | digest[i] & 0xff;
        }
        return (bits >>> 11) / STEPS * WHOLE;
    }

    /**
     * The arm in whose share a person's place lies.
     *
     * @param shares percent by arm, in an order that stays, 100 in sum
     */
    public static String arm(String experiment, Map<String, Double> shares, ProfileId profile) {
        var place = place(experiment, profile);
        var upTo = 0.0;
        var last = "";
        for (var share : shares.entrySet()) {
            upTo += share.getValue();
            last = share.getKey();
            if (place < upTo) {
                break;
            }
        }
        return last;
    }

    private static byte[] sha256(String text) {
        try {
            return MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("Every Java has SHA-256", impossible);
        }
    }
}
