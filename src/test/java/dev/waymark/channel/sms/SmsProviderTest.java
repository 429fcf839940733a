package dev.waymark.channel.sms;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderContract;
import dev.waymark.channel.http.ProviderSimulator;
import java.net.URI;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A provider of short messages")
class SmsProviderTest extends ProviderContract {

    private record Settings(URI url, Optional<String> account, Optional<String> token, Optional<String> sender)
            implements SmsSettings {}

    @Override
    protected Function<SendRequest, SendResult> provider(ProviderClient client, URI url) {
        return SmsProvider.of(
                new Settings(url, Optional.of("AC1"), Optional.of(SECRET), Optional.of("+15550006789")), client)::send;
    }

    @Override
    protected void script(ProviderSimulator simulator) {
        simulator.accepting(request -> new ProviderSimulator.Told(
                201, Map.of(), "{\"sid\": \"SM1\", \"status\": \"queued\", \"error_code\": null}"));
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected String scriptedId() {
        return "SM1";
    }

    @Override
    protected SendRequest message() {
        return new SendRequest(
                UUID.randomUUID(), "+66812345678", new SendRequest.Content("", "", "สวัสดี 50 % & more = +1"));
    }

    @Test
    void shouldSpeakAsTwilioDoes() {
        // when
        send(message());

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/2010-04-01/Accounts/AC1/Messages.json");
        assertThat(asked.headers().get("Authorization"))
                .isEqualTo("Basic "
                        + Base64.getEncoder().encodeToString(("AC1:" + SECRET).getBytes(StandardCharsets.UTF_8)));
        assertThat(asked.body().split("&"))
                .extracting(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .containsExactlyInAnyOrder("To=+66812345678", "From=+15550006789", "Body=สวัสดี 50 % & more = +1");
    }

    @Test
    void shouldSayWhereItsStatusIsTold() {
        var back = new SendRequest.WayBack("https://news.example/v1/callbacks/sms/status?m=a-b_c", null, Map.of());

        send(new SendRequest(UUID.randomUUID(), "+66812345678", message().content(), back));

        assertThat(simulator.asked().getFirst().body().split("&"))
                .extracting(field -> URLDecoder.decode(field, StandardCharsets.UTF_8))
                .contains("StatusCallback=https://news.example/v1/callbacks/sms/status?m=a-b_c");
    }

    @Test
    void shouldSayWhyByTheProvidersOwnCode() {
        simulator.answer(
                400, Map.of(), "{\"code\": 21610, \"message\": \"+66812345678 has said STOP\", \"status\": 400}");

        assertThat(send(message())).isEqualTo(new SendResult.Rejected("sms-21610"));
    }

    @Test
    void shouldNotLetMessagesSufferForAWrongSender() {
        simulator.answer(400, Map.of(), "{\"code\": 21606, \"message\": \"From is not a number of yours\"}");

        assertThat(send(message())).isEqualTo(SendResult.NotNow.away("sms-21606"));
    }
}
