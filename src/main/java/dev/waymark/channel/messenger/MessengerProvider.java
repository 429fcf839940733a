package dev.waymark.channel.messenger;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.channel.http.Reply;
import java.net.URI;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Meta's Send API: {@code /<version>/me/messages}. Everything is sent as a response, which Meta takes for 24 hours after
 * the person has written to the page, and refuses later: tags would allow more, but not for what journeys say.
 * Thread-safe.
 */
final class MessengerProvider {

    static final String NAME = "messenger";

    /** Too many for the app, the page or this person (Graph API, rate limits; Messenger Platform, error codes). */
    private static final Set<String> TOO_MANY = Set.of("4", "17", "32", "613");

    /** Our token or our page's rights: no message is to suffer for them. */
    private static final Set<String> ABOUT_US = Set.of("3", "190", "200", "230", "368");

    /** A part of what belongs to code 200 that is about the person: not in this chat, or it is switched off. */
    private static final Set<String> ABOUT_THE_PERSON = Set.of("1545041", "2018108", "2018001");

    /** Meta says of these itself that nobody knows. */
    private static final Set<String> OPEN = Set.of("1", "2", "1200");

    private final ProviderClient client;
    private final URI url;
    private final String token;

    private MessengerProvider(ProviderClient client, URI url, String token) {
        this.client = client;
        this.url = url;
        this.token = token;
    }

    static MessengerProvider of(MessengerSettings settings, String token, ProviderClient client) {
        if (!settings.version().matches("v\\d{1,3}\\.\\d")) {
            throw new IllegalStateException(
                    "Expected waymark.messenger.version to be a version of the Graph API such as v23.0, but it is not."
                            + " Correct it.");
        }
        return new MessengerProvider(
                client,
                ProviderSetting.under(
                        ProviderSetting.url("waymark.messenger.url", settings.url()),
                        "/" + settings.version() + "/me/messages"),
                ProviderSetting.secret("waymark.messenger.token", token));
    }

    SendResult send(SendRequest request) {
        var reply = client.post(
                url,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                Json.bytes(Map.of(
                        "recipient",
                        Map.of("id", request.address()),
                        "messaging_type",
                        "RESPONSE",
                        "message",
                        Map.of("text", request.content().text()))));
        return precise(reply, reply.verdict(NAME, false, body -> Json.text(body, "/message_id")));
    }

    /** Meta's own codes decide: they come with 400 for nearly everything. Its sentence may hold a name. */
    private static SendResult precise(Reply reply, SendResult verdict) {
        if (!(reply instanceof Reply.Answer answer) || verdict instanceof SendResult.Accepted) {
            return verdict;
        }
        var code = number(answer.body(), "/error/code");
        if (code == null) {
            return verdict;
        }
        var detail = number(answer.body(), "/error/error_subcode");
        var reason = NAME + "-" + code + (detail == null ? "" : "-" + detail);
        if (detail != null && ABOUT_THE_PERSON.contains(detail)) {
            return new SendResult.Rejected(reason);
        }
        if (TOO_MANY.contains(code) || ABOUT_US.contains(code)) {
            return verdict instanceof SendResult.NotNow(var status, var after, var isAboutProvider)
                    ? new SendResult.NotNow(reason, after, true)
                    : SendResult.NotNow.away(reason);
        }
        return OPEN.contains(code) || verdict instanceof SendResult.Unknown
                ? new SendResult.Unknown(reason)
                : new SendResult.Rejected(reason);
    }

    private static @Nullable String number(String body, String pointer) {
        var number = Json.text(body, pointer);
        return number != null && number.matches("\\d{1,9}") ? number : null;
    }
}
