package dev.waymark.testing;

import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.restassured.response.Response;
import java.net.URLEncoder;
import java.security.GeneralSecurityException;
import java.time.Instant;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import java.util.UUID;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** Providers that tell what became of messages, and sign it as they do; written from their manuals, not from our code. */
public final class Callbacks {

    public static final String ADDRESS = "https://news.waymark.example";
    public static final String BOUNCES = "bounces.waymark.example";

    private static final String SMS_TOKEN = "the-sms-token";
    private static final String LINE_SECRET = "the-line-secret";
    private static final String META_WORD = "the-word-agreed";
    private static final byte[] EMAIL_SECRET = "a secret of the tests, 32 bytes.".getBytes(UTF_8);

    /** What the application under test is told. */
    static final Map<String, String> SETTINGS = Map.of(
            "waymark.public-address",
            ADDRESS,
            "waymark.sms.token",
            SMS_TOKEN,
            "waymark.line.secret",
            LINE_SECRET,
            "waymark.whatsapp.app-secret",
            metaSecret("whatsapp"),
            "waymark.whatsapp.verify-token",
            META_WORD,
            "waymark.messenger.app-secret",
            metaSecret("messenger"),
            "waymark.messenger.verify-token",
            META_WORD,
            "waymark.email.bounce-domain",
            BOUNCES,
            "waymark.email.callback-secret",
            "whsec_" + Base64.getEncoder().encodeToString(EMAIL_SECRET));

    private Callbacks() {}

    /** @param path with its query, from the root */
    public static Response sms(String path, Map<String, String> form) {
        return sms(path, form, smsSignature(path, form));
    }

    public static Response sms(String path, Map<String, String> form, String signature) {
        return given().urlEncodingEnabled(false)
                .header("X-Twilio-Signature", signature)
                .contentType("application/x-www-form-urlencoded")
                .body(encoded(form))
                .post(path);
    }

    public static String smsSignature(String path, Map<String, String> form) {
        var signed = new StringBuilder(ADDRESS + path);
        new TreeMap<>(form).forEach((name, value) -> signed.append(name).append(value));
        return hmac("HmacSHA1", SMS_TOKEN.getBytes(UTF_8), signed.toString().getBytes(UTF_8));
    }

    private static String encoded(Map<String, String> form) {
        var text = new StringBuilder();
        form.forEach((name, value) -> text.append(text.isEmpty() ? "" : "&")
                .append(name)
                .append('=')
                .append(URLEncoder.encode(value, UTF_8)));
        return text.toString();
    }

    public static Response line(String body) {
        return line(body, lineSignature(body));
    }

    public static Response line(String body, String signature) {
        return given().header("X-Line-Signature", signature)
                .contentType("application/json")
                .body(body.getBytes(UTF_8))
                .post("/v1/callbacks/line");
    }

    public static String lineSignature(String body) {
        return hmac("HmacSHA256", LINE_SECRET.getBytes(UTF_8), body.getBytes(UTF_8));
    }

    /** @param channel whatsapp or messenger */
    public static Response meta(String channel, String body) {
        return meta(channel, body, metaSignature(channel, body));
    }

    public static Response meta(String channel, String body, String signature) {
        return given().header("X-Hub-Signature-256", signature)
                .contentType("application/json")
                .body(body.getBytes(UTF_8))
                .post("/v1/callbacks/" + channel);
    }

    public static String metaSignature(String channel, String body) {
        var mac = Base64.getDecoder()
                .decode(hmac("HmacSHA256", metaSecret(channel).getBytes(UTF_8), body.getBytes(UTF_8)));
        return "sha256=" + HexFormat.of().formatHex(mac);
    }

    /** As Meta asks whether the address is ours. */
    public static Response metaAsks(String channel, String mode, String word, String challenge) {
        return given().queryParam("hub.mode", mode)
                .queryParam("hub.verify_token", word)
                .queryParam("hub.challenge", challenge)
                .get("/v1/callbacks/" + channel);
    }

    public static Response metaAsks(String channel, String challenge) {
        return metaAsks(channel, "subscribe", META_WORD, challenge);
    }

    private static String metaSecret(String channel) {
        return "the-app-secret-of-" + channel;
    }

    /** @param at by the clock of the application, which tests move */
    public static Response email(String mail, Instant at) {
        var id = "msg_" + UUID.randomUUID();
        return email(mail, id, at, emailSignature(mail, id, at));
    }

    public static Response email(String mail, String id, Instant at, String signature) {
        return given().header("webhook-id", id)
                .header("webhook-timestamp", at.getEpochSecond())
                .header("webhook-signature", signature)
                .contentType("message/rfc822")
                .body(mail.getBytes(UTF_8))
                .post("/v1/callbacks/email");
    }

    public static String emailSignature(String mail, String id, Instant at) {
        return "v1," + hmac("HmacSHA256", EMAIL_SECRET, (id + "." + at.getEpochSecond() + "." + mail).getBytes(UTF_8));
    }

    private static String hmac(String algorithm, byte[] key, byte[] signed) {
        try {
            var mac = Mac.getInstance(algorithm);
            mac.init(new SecretKeySpec(key, algorithm));
            return Base64.getEncoder().encodeToString(mac.doFinal(signed));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }
}
