package dev.waymark.channel.messenger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderContract;
import dev.waymark.channel.http.ProviderSimulator;
import java.net.URI;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("Messenger")
class MessengerProviderTest extends ProviderContract {

    private record Settings(URI url, String version, Optional<String> token) implements MessengerSettings {

        @Override
        public Optional<String> appSecret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> verifyToken() {
            return Optional.empty();
        }
    }

    @Override
    protected Function<SendRequest, SendResult> provider(ProviderClient client, URI url) {
        return MessengerProvider.of(new Settings(url, "v23.0", Optional.of(SECRET)), SECRET, client)::send;
    }

    @Override
    protected void script(ProviderSimulator simulator) {
        simulator.accepting(request -> new ProviderSimulator.Told(
                200,
                Map.of(),
                "{\"recipient_id\": \"1254477777772919\", \"message_id\": \"m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM\"}"));
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected String scriptedId() {
        return "m_AG5Hz2Uq7tuwNEhXfYYKj8mJEM";
    }

    @Override
    protected SendRequest message() {
        return new SendRequest(
                UUID.randomUUID(), "1254477777772919", new SendRequest.Content("", "", "สวัสดี \"Ada\"\nHow are you?"));
    }

    @Test
    void shouldSpeakTheSendApi() {
        // when
        send(message());

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v23.0/me/messages");
        assertThat(asked.headers()).containsEntry("Authorization", "Bearer " + SECRET);
        assertThat(Json.text(asked.body(), "/recipient/id")).isEqualTo("1254477777772919");
        assertThat(Json.text(asked.body(), "/messaging_type")).isEqualTo("RESPONSE");
        assertThat(Json.text(asked.body(), "/message/text")).isEqualTo("สวัสดี \"Ada\"\nHow are you?");
    }

    @ParameterizedTest
    @CsvSource({"10, 2018278", "551, 1545041", "200, 1545041", "100, 2018001", "100, 2018109"})
    void shouldTakeForFinalThatThePersonHasNotWrittenOrIsNotThere(int code, int detail) {
        simulator.answer(400, Map.of(), error(code, detail));

        assertThat(send(message())).isEqualTo(new SendResult.Rejected("messenger-" + code + "-" + detail));
    }

    @ParameterizedTest
    @CsvSource({"613, 1893016", "4, 2018022", "190, 460", "200, 2018028"})
    void shouldLeaveMessengerAloneWhereItIsTooMuchOrOurPage(int code, int detail) {
        simulator.answer(400, Map.of(), error(code, detail));

        assertThat(send(message())).isEqualTo(SendResult.NotNow.away("messenger-" + code + "-" + detail));
    }

    @Test
    void shouldSayThatNobodyKnowsWhereMetaDoesNot() {
        simulator.answer(500, Map.of(), error(1200, 1));

        assertThat(send(message())).isEqualTo(new SendResult.Unknown("messenger-1200-1"));
    }

    private static String error(int code, int detail) {
        return """
                {"error": {"message": "(#%d) Ada", "type": "OAuthException", "code": %d, "error_subcode": %d,
                 "fbtrace_id": "BLBz/WZt8dN"}}
                """.formatted(code, code, detail);
    }
}
