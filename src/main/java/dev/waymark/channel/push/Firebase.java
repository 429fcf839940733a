package dev.waymark.channel.push;

import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.channel.http.Reply;
import dev.waymark.device.Device;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Firebase Cloud Messaging, HTTP v1: {@code projects/<project>/messages:send}. It knows no message again; on the phone a
 * repeat takes the place of the first. Thread-safe.
 */
final class Firebase implements DeviceProvider {

    private static final String NAME = "fcm";
    private static final int UNAUTHENTICATED = 401;

    /** With what it takes to renew a token less than the lease of a message. */
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);

    /** The app was removed (FCM's table of error codes). */
    private static final Set<String> GONE = Set.of("UNREGISTERED");

    /** About our account at Apple or Google, and not about the message. */
    private static final Set<String> ABOUT_US = Set.of("THIRD_PARTY_AUTH_ERROR");

    private static final String OF_FIREBASE = "type.googleapis.com/google.firebase.fcm.v1.FcmError";
    private static final int MOST_DETAILS = 5;

    private final ProviderClient client;
    private final URI url;
    private final AccessTokens tokens;
    private final Duration keptFor;

    Firebase(ProviderClient client, URI url, AccessTokens tokens, Duration keptFor) {
        this.client = client;
        this.url = url;
        this.tokens = tokens;
        this.keptFor = keptFor;
    }

    /** One whose calls, with a new token in between, end before the lease of a message does. */
    static ProviderClient client() {
        return new ProviderClient(ANSWER_WITHIN);
    }

    static URI url(URI firebase, FirebaseAccount account) {
        return ProviderSetting.under(firebase, "/v1/projects/" + account.project() + "/messages:send");
    }

    @Override
    public Told send(Device device, UUID message, PushText text) {
        var body = Json.bytes(Map.of("message", message(device, message, text)));
        var first = tokens.get(null);
        if (first.isEmpty()) {
            return noToken();
        }
        var reply = post(first.get(), body);
        if (!isUnauthenticated(reply)) {
            return told(reply);
        }
        return tokens.get(first.get()).map(second -> told(post(second, body))).orElseGet(Firebase::noToken);
    }

    private static Told noToken() {
        return Told.of(SendResult.NotNow.away(NAME + "-no-access-token"));
    }

    private Reply post(String token, byte[] body) {
        return client.post(
                url,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json; charset=UTF-8"),
                body);
    }

    private Map<String, Object> message(Device device, UUID message, PushText text) {
        var id = message.toString();
        var data = new HashMap<>(Map.of("waymarkMessage", id));
        if (!text.link().isEmpty()) {
            data.put("link", text.link());
        }
        return Map.of(
                "token",
                device.address(),
                "notification",
                Map.of("title", text.title(), "body", text.body()),
                "data",
                data,
                "android",
                Map.of("ttl", keptFor.toSeconds() + "s", "notification", Map.of("tag", id)),
                "apns",
                Map.of("headers", Map.of("apns-collapse-id", id)));
    }

    /** Without a code of Firebase's own it is the token that is not taken any more. */
    private static boolean isUnauthenticated(Reply reply) {
        return reply instanceof Reply.Answer answer
                && answer.status() == UNAUTHENTICATED
                && code(answer.body()) == null;
    }

    private static Told told(Reply reply) {
        var verdict = reply.verdict(NAME, false, body -> Json.text(body, "/name"));
        var code = reply instanceof Reply.Answer answer ? code(answer.body()) : null;
        if (verdict instanceof SendResult.Accepted || code == null) {
            return Told.of(verdict);
        }
        var reason = NAME + "-" + code.toLowerCase(Locale.ROOT).replace('_', '-');
        if (GONE.contains(code)) {
            return Told.gone(reason);
        }
        return ABOUT_US.contains(code) ? Told.of(SendResult.NotNow.away(reason)) : Told.of(named(verdict, reason));
    }

    /** Says by Firebase's own word what the status says by a number. */
    private static SendResult named(SendResult verdict, String reason) {
        return switch (verdict) {
            case SendResult.NotNow(var status, var after, var isAboutProvider) ->
                new SendResult.NotNow(reason, after, isAboutProvider);
            case SendResult.Rejected rejected -> new SendResult.Rejected(reason);
            case SendResult.Unknown unknown -> new SendResult.Unknown(reason);
            default -> verdict;
        };
    }

    private static @Nullable String code(String body) {
        for (var at = 0; at < MOST_DETAILS; at++) {
            var detail = "/error/details/" + at;
            var code = Json.text(body, detail + "/errorCode");
            if (code != null
                    && OF_FIREBASE.equals(Json.text(body, detail + "/@type"))
                    && code.matches("[A-Z_]{1,40}")) {
                return code;
            }
        }
        return null;
    }
}
