package dev.waymark.channel.push;

import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderSetting;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.time.Instant;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;

/**
 * A service account as Google's console hands it out, which signs that it is itself. Immutable; thread-safe.
 *
 * @param tokens where an access token is got for a signed word
 */
record FirebaseAccount(String project, String address, PrivateKey key, URI tokens) {

    private static final String SCOPE = "https://www.googleapis.com/auth/firebase.messaging";
    private static final String SETTING = "waymark.push.firebase-account";

    /** What Google allows (OAuth 2.0 for server to server applications). */
    private static final long SECONDS = 3_600;

    /** @throws IllegalStateException where it is no such file */
    static FirebaseAccount read(Path file) {
        try {
            var written = Files.readString(file);
            var project = field(written, "/project_id");
            if (!project.matches("[a-z0-9.:-]+")) {
                throw unsound();
            }
            return new FirebaseAccount(
                    project,
                    field(written, "/client_email"),
                    key(field(written, "/private_key")),
                    ProviderSetting.url(SETTING + ": token_uri", URI.create(field(written, "/token_uri"))));
        } catch (IOException | GeneralSecurityException | IllegalArgumentException unreadable) {
            throw unsound();
        }
    }

    private static String field(String written, String pointer) {
        return Optional.ofNullable(Json.text(written, pointer)).orElseThrow(FirebaseAccount::unsound);
    }

    private static PrivateKey key(String pem) throws GeneralSecurityException {
        var base64 = pem.replaceAll("-----(?:BEGIN|END) PRIVATE KEY-----", "").replaceAll("\\s", "");
        return KeyFactory.getInstance("RSA")
                .generatePrivate(new PKCS8EncodedKeySpec(Base64.getDecoder().decode(base64)));
    }

    private static IllegalStateException unsound() {
        return new IllegalStateException("Expected " + SETTING
                + " to be a file with the JSON key of a service account, as Firebase's console makes it, but it is not."
                + " Make a new key there.");
    }

    /** A JSON Web Token by which an access token is got (RFC 7523), good for an hour. */
    String assertion(Instant now) {
        var header = encoded(Json.bytes(Map.of("alg", "RS256", "typ", "JWT")));
        var claims = encoded(Json.bytes(Map.of(
                "iss",
                address,
                "scope",
                SCOPE,
                "aud",
                tokens.toString(),
                "iat",
                now.getEpochSecond(),
                "exp",
                now.getEpochSecond() + SECONDS)));
        try {
            var signature = Signature.getInstance("SHA256withRSA");
            signature.initSign(key);
            signature.update((header + "." + claims).getBytes(StandardCharsets.US_ASCII));
            return header + "." + claims + "." + encoded(signature.sign());
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException("A key that was read signs", impossible);
        }
    }

    private static String encoded(byte[] bytes) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
    }
}
