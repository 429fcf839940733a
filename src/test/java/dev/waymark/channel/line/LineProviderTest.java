package dev.waymark.channel.line;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderContract;
import dev.waymark.channel.http.ProviderSimulator;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("LINE")
class LineProviderTest extends ProviderContract {

    private static final String SENT = "{\"sentMessages\": [{\"id\": \"461230966842064897\", \"quoteToken\": \"q\"}]}";

    @Override
    protected Function<SendRequest, SendResult> provider(ProviderClient client, URI url) {
        return new LineProvider(client, url, SECRET)::send;
    }

    /** As the Messaging API documents it: a retry key it knows is answered by 409 and the message of the first time. */
    @Override
    protected void script(ProviderSimulator simulator) {
        simulator
                .accepting(request -> new ProviderSimulator.Told(200, Map.of(), SENT))
                .knowing(
                        request -> request.headers().get("X-Line-Retry-Key"),
                        request -> new ProviderSimulator.Told(
                                409,
                                Map.of("x-line-accepted-request-id", "123"),
                                "{\"message\": \"The retry key is already accepted\", " + SENT.substring(1)));
    }

    @Override
    protected boolean isIdempotent() {
        return true;
    }

    @Override
    protected String scriptedId() {
        return "461230966842064897";
    }

    @Override
    protected SendRequest message() {
        return new SendRequest(
                UUID.randomUUID(),
                "U4af4980629f1d0c2b9cb5e1f0b6a5d0e",
                new SendRequest.Content("", "", "สวัสดี \"Ada\"\nhttps://shop.example"));
    }

    @Test
    void shouldSpeakTheMessagingApi() {
        // given
        var message = message();

        // when
        send(message);

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v2/bot/message/push");
        assertThat(asked.headers())
                .containsEntry("Authorization", "Bearer " + SECRET)
                .containsEntry("X-Line-Retry-Key", message.messageId().toString());
        assertThat(Json.text(asked.body(), "/to")).isEqualTo(message.address());
        assertThat(Json.text(asked.body(), "/messages/0/type")).isEqualTo("text");
        assertThat(Json.text(asked.body(), "/messages/0/text"))
                .isEqualTo(message.content().text());
    }
}
