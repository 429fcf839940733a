package dev.waymark.onsite;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNAUTHENTICATED;

import dev.waymark.profile.Identity;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import jakarta.ws.rs.QueryParam;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.jspecify.annotations.Nullable;

/** Who asks: by the anonymous id of the browser, or by the user id, with a proof where the operator wants one. */
class Visitor {

    private static final int LONGEST = 1_000;
    private static final String ALGORITHM = "HmacSHA256";

    @QueryParam("userId")
    @Nullable
    String userId;

    @QueryParam("anonymousId")
    @Nullable
    String anonymousId;

    @QueryParam("userHash")
    @Nullable
    String userHash;

    /** @throws RejectedRequest where it is not one of the two, or the proof is missing or wrong */
    Identity identity(OnsiteSettings settings) {
        if (anonymousId != null && userId == null) {
            return Identity.anonymous(sound(anonymousId));
        }
        if (userId == null || anonymousId != null) {
            throw nobody();
        }
        settings.userSecret().ifPresent(this::requireProof);
        return Identity.user(sound(userId));
    }

    /**
     * Whether this is the person, and not somebody who has read the site's write key, which is public, and can say by it
     * that a browser is anybody's.
     */
    boolean isProven(OnsiteSettings settings) {
        return userId != null && settings.userSecret().isPresent();
    }

    /**
     * The same of somebody who is to get what is theirs alone: a browser by its own id, or a person who is proven.
     *
     * @throws RejectedRequest also where nothing can be proven here
     */
    Identity ownIdentity(OnsiteSettings settings) {
        var identity = identity(settings);
        if (userId != null && !isProven(settings)) {
            throw new RejectedRequest(Rejection.at(
                    "userId",
                    UNAUTHENTICATED,
                    "user-not-proven",
                    "Expected userId to be proven, but no proofs are set up here. Ask by anonymousId, or set"
                            + " WAYMARK_ONSITE_USER_SECRET."));
        }
        return identity;
    }

    private void requireProof(String secret) {
        var expected = proof(secret, sound(userId == null ? "" : userId)).getBytes(StandardCharsets.US_ASCII);
        var given = (userHash == null ? "" : userHash).getBytes(StandardCharsets.UTF_8);
        if (!MessageDigest.isEqual(expected, given)) {
            throw new RejectedRequest(Rejection.at(
                    "userHash",
                    UNAUTHENTICATED,
                    "user-not-proven",
                    "Expected userHash to prove the user id, but it does not. Let your server make it, or ask by"
                            + " anonymousId."));
        }
    }

    /** HMAC-SHA256 of a user id in lower-case hex, as the site's server makes it. */
    static String proof(String secret, String userId) {
        try {
            var mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
            return HexFormat.of().formatHex(mac.doFinal(userId.getBytes(StandardCharsets.UTF_8)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("Every Java platform has HMAC-SHA256", impossible);
        }
    }

    private static String sound(String id) {
        if (id.isBlank() || id.length() > LONGEST || id.indexOf('\0') >= 0) {
            throw nobody();
        }
        return id;
    }

    private static RejectedRequest nobody() {
        return new RejectedRequest(Rejection.at(
                "userId",
                INVALID,
                "person-missing",
                "Expected exactly one of userId and anonymousId of up to 1000 characters, but it is otherwise."));
    }
}
