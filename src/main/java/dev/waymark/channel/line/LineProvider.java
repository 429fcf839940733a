package dev.waymark.channel.line;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderSetting;
import dev.waymark.channel.http.Reply;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * LINE's push message. LINE knows a message again by its retry key for 24 hours (Messaging API reference, "Retry failed
 * API requests") and answers 409 with the id it gave it, so that an interrupted send is repeated and arrives once.
 * Thread-safe.
 */
final class LineProvider {

    static final String NAME = "line";

    /** An hour less than LINE says, because its clock is not ours. */
    static final Duration REMEMBERS = Duration.ofHours(23);

    private static final int TAKEN_BEFORE = 409;
    private static final String ID = "/sentMessages/0/id";

    private final ProviderClient client;
    private final URI url;
    private final String token;

    LineProvider(ProviderClient client, URI url, String token) {
        this.client = client;
        this.url = ProviderSetting.under(url, "/v2/bot/message/push");
        this.token = token;
    }

    SendResult send(SendRequest request) {
        var reply = client.post(
                url,
                Map.of(
                        "Authorization",
                        "Bearer " + token,
                        "Content-Type",
                        "application/json",
                        "X-Line-Retry-Key",
                        request.messageId().toString()),
                Json.bytes(Map.of(
                        "to",
                        request.address(),
                        "messages",
                        List.of(Map.of("type", "text", "text", request.content().text())))));
        return reply instanceof Reply.Answer answer && answer.status() == TAKEN_BEFORE
                ? new SendResult.Accepted(answer.id(body -> Json.text(body, ID)))
                : reply.verdict(NAME, true, body -> Json.text(body, ID));
    }
}
