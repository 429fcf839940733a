package dev.waymark.channel.whatsapp;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendRequest.Approved;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.channel.http.Reply;
import java.net.URI;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Meta's Cloud API: {@code /<version>/<phone id>/messages}. Nothing but approved templates is sent, because nobody has to
 * have written to us in the last 24 hours. Thread-safe.
 */
final class WhatsAppProvider {

    static final String NAME = "whatsapp";

    /** Codes of Meta's list: throttled as a whole, for this account or by the platform. */
    private static final Set<String> TOO_MANY = Set.of("4", "80007", "130429", "131048", "131057");

    /** Too many to this number: others may get theirs. */
    private static final Set<String> THIS_PAIR = Set.of("131056");

    /** It is not approved yet, or Meta has paused it: an operator has a day to set that right. */
    private static final Set<String> THIS_TEMPLATE = Set.of("132001", "132015");

    /** Our token, account, number or bill: no message is to suffer for them. */
    private static final Set<String> ABOUT_US =
            Set.of("0", "3", "10", "190", "200", "368", "131005", "131031", "131042", "131045", "133010", "133015");

    /** Meta says of these itself that nobody knows. */
    private static final Set<String> OPEN = Set.of("1", "2", "131000", "131016", "133004");

    private final ProviderClient client;
    private final URI url;
    private final String token;

    private WhatsAppProvider(ProviderClient client, URI url, String token) {
        this.client = client;
        this.url = url;
        this.token = token;
    }

    static WhatsAppProvider of(WhatsAppSettings settings, String token, ProviderClient client) {
        var phone = settings.phoneId()
                .map(String::strip)
                .filter(id -> id.matches("\\d{1,32}"))
                .orElseThrow(() -> wrong("phone-id", "the id of a phone number"));
        if (!settings.version().matches("v\\d{1,3}\\.\\d")) {
            throw wrong("version", "a version of the Graph API such as v23.0");
        }
        return new WhatsAppProvider(
                client,
                ProviderSetting.under(
                        ProviderSetting.url("waymark.whatsapp.url", settings.url()),
                        "/" + settings.version() + "/" + phone + "/messages"),
                ProviderSetting.secret("waymark.whatsapp.token", token));
    }

    private static IllegalStateException wrong(String setting, String what) {
        return new IllegalStateException(
                "Expected waymark.whatsapp." + setting + " to be " + what + ", but it is not. Correct it.");
    }

    SendResult send(SendRequest request) {
        var approved = request.content().approved();
        if (approved == null) {
            return new SendResult.Rejected(NAME + "-no-approved-template");
        }
        var reply = client.post(
                url,
                Map.of("Authorization", "Bearer " + token, "Content-Type", "application/json"),
                Json.bytes(Map.of(
                        "messaging_product",
                        "whatsapp",
                        "recipient_type",
                        "individual",
                        "to",
                        request.address(),
                        "type",
                        "template",
                        "template",
                        template(approved),
                        "biz_opaque_callback_data",
                        request.messageId().toString())));
        return precise(reply, reply.verdict(NAME, false, body -> Json.text(body, "/messages/0/id")));
    }

    private static Map<String, Object> template(Approved approved) {
        var template = new LinkedHashMap<String, Object>();
        template.put("name", approved.name());
        template.put("language", Map.of("code", approved.language()));
        if (!approved.values().isEmpty()) {
            var values = approved.values().stream()
                    .map(value -> Map.of("type", "text", "text", onOneLine(value)))
                    .toList();
            template.put("components", List.of(Map.of("type", "body", "parameters", values)));
        }
        return template;
    }

    /** Meta refuses values with line breaks, tabs or more than four blanks in a row. */
    private static String onOneLine(String value) {
        return value.replaceAll("[\\s\\p{Cntrl}]+", " ").strip();
    }

    /** Meta's own code decides: it comes with 400 for nearly everything. Its sentence may hold the number. */
    private static SendResult precise(Reply reply, SendResult verdict) {
        var code = reply instanceof Reply.Answer answer && !(verdict instanceof SendResult.Accepted)
                ? codeIn(answer.body())
                : null;
        if (code == null) {
            return verdict;
        }
        var reason = NAME + "-" + code;
        if (THIS_PAIR.contains(code) || THIS_TEMPLATE.contains(code)) {
            return SendResult.NotNow.thisOne(reason);
        }
        if (TOO_MANY.contains(code) || ABOUT_US.contains(code)) {
            return verdict instanceof SendResult.NotNow(var status, var after, var isAboutProvider)
                    ? new SendResult.NotNow(reason, after, true)
                    : SendResult.NotNow.away(reason);
        }
        return OPEN.contains(code) && !(verdict instanceof SendResult.NotNow)
                ? new SendResult.Unknown(reason)
                : named(verdict, reason);
    }

    private static SendResult named(SendResult verdict, String reason) {
        return switch (verdict) {
            case SendResult.NotNow(var status, var after, var isAboutProvider) ->
                new SendResult.NotNow(reason, after, isAboutProvider);
            case SendResult.Unknown unknown -> new SendResult.Unknown(reason);
            default -> new SendResult.Rejected(reason);
        };
    }

    private static @Nullable String codeIn(String body) {
        var code = Json.text(body, "/error/code");
        return code != null && code.matches("\\d{1,7}") ? code : null;
    }
}
