package dev.waymark.channel.sms;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.channel.http.Reply;
import java.net.URI;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/**
 * Twilio's way to send a message (POST Accounts/{sid}/Messages.json, a form under Basic authentication), which other
 * providers speak as well. Thread-safe.
 */
final class SmsProvider {

    private static final String NAME = "sms";

    /** A service that picks the sender itself begins so. */
    private static final Pattern SERVICE = Pattern.compile("MG[0-9a-f]{32}");

    /** About the sender or the account, and not about the message (Twilio's error dictionary). */
    private static final Set<String> ABOUT_US = Set.of("20003", "20404", "21212", "21603", "21606", "21659", "21701");

    private final ProviderClient client;
    private final URI url;
    private final String authorization;
    private final String sender;

    private SmsProvider(ProviderClient client, URI url, String authorization, String sender) {
        this.client = client;
        this.url = url;
        this.authorization = authorization;
        this.sender = sender;
    }

    static SmsProvider of(SmsSettings settings, ProviderClient client) {
        var account =
                ProviderSetting.secret("waymark.sms.account", settings.account().orElseThrow());
        var token = ProviderSetting.secret("waymark.sms.token", settings.token().orElseThrow(() -> missing("token")));
        var sender = settings.sender().orElseThrow(() -> missing("sender")).strip();
        var url = ProviderSetting.url("waymark.sms.url", settings.url());
        var credentials = (account + ":" + token).getBytes(StandardCharsets.UTF_8);
        return new SmsProvider(
                client,
                ProviderSetting.under(url, "/2010-04-01/Accounts/" + encode(account) + "/Messages.json"),
                "Basic " + Base64.getEncoder().encodeToString(credentials),
                sender);
    }

    private static IllegalStateException missing(String setting) {
        return new IllegalStateException(
                "Expected waymark.sms." + setting + " besides waymark.sms.account, but it is missing. Set it.");
    }

    SendResult send(SendRequest request) {
        var form = new TreeMap<String, String>();
        form.put("To", request.address());
        form.put(SERVICE.matcher(sender).matches() ? "MessagingServiceSid" : "From", sender);
        form.put("Body", request.content().text());
        if (request.wayBack().statusUrl() != null) {
            form.put("StatusCallback", request.wayBack().statusUrl());
        }
        var reply = client.post(
                url,
                Map.of("Authorization", authorization, "Content-Type", "application/x-www-form-urlencoded"),
                encode(form).getBytes(StandardCharsets.US_ASCII));
        return precise(reply, reply.verdict(NAME, false, body -> Json.text(body, "/sid")));
    }

    /** The provider's own code says why; its sentence may hold the number. */
    private static SendResult precise(Reply reply, SendResult verdict) {
        if (verdict instanceof SendResult.Rejected && reply instanceof Reply.Answer answer) {
            var code = Json.text(answer.body(), "/code");
            if (code == null || !code.matches("\\d{1,6}")) {
                return verdict;
            }
            var reason = NAME + "-" + code;
            return ABOUT_US.contains(code) ? SendResult.NotNow.away(reason) : new SendResult.Rejected(reason);
        }
        return verdict;
    }

    private static String encode(Map<String, String> form) {
        return form.entrySet().stream()
                .map(field -> encode(field.getKey()) + "=" + encode(field.getValue()))
                .collect(Collectors.joining("&"));
    }

    private static String encode(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }
}
