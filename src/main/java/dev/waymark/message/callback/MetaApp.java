package dev.waymark.message.callback;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An app of the operator's at Meta: how it is shown that Meta calls, and to Meta that the address is ours (Graph API,
 * "Webhooks", verification requests and validating payloads). Immutable.
 */
final class MetaApp {

    static final String SIGNATURE = "X-Hub-Signature-256";
    static final String MODE = "hub.mode";
    static final String TOKEN = "hub.verify_token";
    static final String CHALLENGE = "hub.challenge";

    /** As Meta says of what it posts. */
    private static final int MAX_BYTES = 3 * 1024 * 1024;

    private final String settings;
    private final Optional<String> secret;
    private final Optional<String> token;

    /** @param settings how the names of both settings begin, such as WAYMARK_WHATSAPP */
    MetaApp(String settings, Optional<String> secret, Optional<String> token) {
        this.settings = settings;
        this.secret = secret.map(String::strip);
        this.token = token.map(String::strip);
    }

    /**
     * Answers what is to be answered to whoever asks whether this address is ours.
     *
     * @throws RejectedRequest unless they know the word that was agreed
     */
    String confirm(@Nullable String mode, @Nullable String given, @Nullable String challenge) {
        var agreed = token.orElseThrow(() -> Signatures.closed(settings + "_VERIFY_TOKEN"));
        if (!"subscribe".equals(mode)
                || !Signatures.isSame(agreed, given)
                || challenge == null
                || !challenge.matches("[\\x21-\\x7e]{1,256}")) {
            throw new RejectedRequest(Rejection.of(
                    Rejection.Kind.FORBIDDEN,
                    "verify-token-wrong",
                    "Expected hub.mode subscribe, a hub.challenge and the hub.verify_token that is set in " + settings
                            + "_VERIFY_TOKEN, but it is not so. Enter the same in the app at Meta."));
        }
        return challenge;
    }

    /**
     * The body, once it is known that Meta has signed it.
     *
     * @throws RejectedRequest otherwise
     */
    byte[] body(InputStream sent, @Nullable String signature) {
        var key = secret.orElseThrow(() -> Signatures.closed(settings + "_APP_SECRET"));
        if (signature == null || !signature.matches("sha256=[0-9a-f]{64}")) {
            throw Signatures.refused();
        }
        var body = Signatures.body(sent, MAX_BYTES);
        var expected = "sha256=" + Signatures.hexHmac("HmacSHA256", key.getBytes(StandardCharsets.UTF_8), body);
        if (!Signatures.isSame(expected, signature)) {
            throw Signatures.refused();
        }
        return body;
    }
}
