package dev.waymark.channel.whatsapp;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.channel.SendRequest;
import dev.waymark.channel.SendResult;
import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderClient;
import dev.waymark.channel.http.ProviderContract;
import dev.waymark.channel.http.ProviderSimulator;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("WhatsApp")
class WhatsAppProviderTest extends ProviderContract {

    private static final String ID = "wamid.HBgLMTY1MDM4Nzk0MzkVAgARGBI4RjNDMzAyNUYxQzE0QzE5RTkA=";

    private record Settings(URI url, String version, Optional<String> phoneId, Optional<String> token)
            implements WhatsAppSettings {

        @Override
        public Optional<String> appSecret() {
            return Optional.empty();
        }

        @Override
        public Optional<String> verifyToken() {
            return Optional.empty();
        }
    }

    private static WhatsAppProvider provider(ProviderClient client, URI url, String version, String phoneId) {
        return WhatsAppProvider.of(
                new Settings(url, version, Optional.of(phoneId), Optional.of(SECRET)), SECRET, client);
    }

    @Override
    protected Function<SendRequest, SendResult> provider(ProviderClient client, URI url) {
        return provider(client, url, "v23.0", "106540352242922")::send;
    }

    @Override
    protected void script(ProviderSimulator simulator) {
        simulator.accepting(request -> new ProviderSimulator.Told(200, Map.of(), """
                {"messaging_product": "whatsapp", "contacts": [{"input": "+66812345678", "wa_id": "66812345678"}],
                 "messages": [{"id": "%s", "message_status": "accepted"}]}
                """.formatted(ID)));
    }

    @Override
    protected boolean isIdempotent() {
        return false;
    }

    @Override
    protected String scriptedId() {
        return ID;
    }

    @Override
    protected SendRequest message() {
        return message(
                new SendRequest.Approved("order_thanks", "th", List.of("คุณ \"Ada\"\n\tLovelace", "02 123 4567")));
    }

    private static SendRequest message(SendRequest.Approved approved) {
        return new SendRequest(UUID.randomUUID(), "+66812345678", new SendRequest.Content("", "", "สวัสดี", approved));
    }

    @Test
    void shouldSpeakTheCloudApi() {
        // given
        var message = message();

        // when
        send(message);

        // then
        var asked = simulator.asked().getFirst();
        assertThat(asked.path()).isEqualTo("/v23.0/106540352242922/messages");
        assertThat(asked.headers()).containsEntry("Authorization", "Bearer " + SECRET);
        assertThat(Json.text(asked.body(), "/messaging_product")).isEqualTo("whatsapp");
        assertThat(Json.text(asked.body(), "/to")).isEqualTo("+66812345678");
        assertThat(Json.text(asked.body(), "/type")).isEqualTo("template");
        assertThat(Json.text(asked.body(), "/template/name")).isEqualTo("order_thanks");
        assertThat(Json.text(asked.body(), "/template/language/code")).isEqualTo("th");
        assertThat(Json.text(asked.body(), "/template/components/0/type")).isEqualTo("body");
        assertThat(Json.text(asked.body(), "/template/components/0/parameters/0/text"))
                .as("Meta refuses line breaks in a value")
                .isEqualTo("คุณ \"Ada\" Lovelace");
        assertThat(Json.text(asked.body(), "/template/components/0/parameters/1/text"))
                .isEqualTo("02 123 4567");
        assertThat(Json.text(asked.body(), "/biz_opaque_callback_data"))
                .isEqualTo(message.messageId().toString());
        assertThat(asked.body()).doesNotContain("สวัสดี");
    }

    @Test
    void shouldSendWordsWithoutPlaces() {
        send(message(new SendRequest.Approved("hello", "en_US", List.of())));

        assertThat(simulator.asked().getFirst().body()).doesNotContain("components");
    }

    @Test
    void shouldSendNothingButApprovedWords() {
        assertThat(send(new SendRequest(UUID.randomUUID(), "+66812345678", new SendRequest.Content("", "", "Hi"))))
                .isEqualTo(new SendResult.Rejected("whatsapp-no-approved-template"));
        assertThat(simulator.asked()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(ints = {131026, 131047, 131049, 132000, 132012, 130472})
    void shouldTakeWhatConcernsThePersonOrTheWordsForFinal(int code) {
        simulator.answer(400, Map.of(), error(code));

        assertThat(send(message())).isEqualTo(new SendResult.Rejected("whatsapp-" + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {131056, 132001, 132015})
    void shouldTryAgainAndLetOthersGetTheirsWhereItIsThisNumberOrTheseWords(int code) {
        simulator.answer(400, Map.of(), error(code));

        assertThat(send(message())).isEqualTo(SendResult.NotNow.thisOne("whatsapp-" + code));
    }

    @ParameterizedTest
    @ValueSource(ints = {130429, 80007, 131048, 190, 131042, 131031})
    void shouldLeaveWhatsAppAloneWhereItIsTooMuchOrTheAccount(int code) {
        simulator.answer(400, Map.of(), error(code));

        assertThat(send(message())).isEqualTo(SendResult.NotNow.away("whatsapp-" + code));
    }

    @Test
    void shouldWaitForAsLongAsItIsAskedToAlsoWithACode() {
        simulator.answer(429, Map.of("Retry-After", "9"), error(130429));

        assertThat(send(message())).isEqualTo(new SendResult.NotNow("whatsapp-130429", Duration.ofSeconds(9), true));
    }

    @ParameterizedTest
    @ValueSource(ints = {131000, 131016, 2})
    void shouldSayThatNobodyKnowsWhereMetaDoesNot(int code) {
        simulator.answer(500, Map.of(), error(code));

        assertThat(send(message())).isEqualTo(new SendResult.Unknown("whatsapp-" + code));
    }

    @Test
    void shouldNotStartWithSettingsThatAreNone() {
        var client = new ProviderClient(Duration.ofSeconds(1));

        assertThatThrownBy(() -> provider(client, simulator.url(), "v23.0", "+66 2 123 4567"))
                .hasMessageContaining("waymark.whatsapp.phone-id");
        assertThatThrownBy(() -> provider(client, simulator.url(), "latest/../", "1"))
                .hasMessageContaining("waymark.whatsapp.version");
    }

    private static String error(int code) {
        return """
                {"error": {"message": "(#%1$d) +66812345678", "type": "OAuthException", "code": %1$d,
                 "error_data": {"messaging_product": "whatsapp", "details": "Ada"}, "fbtrace_id": "Az8or2yhqkZfEZ"}}
                """.formatted(code);
    }
}
