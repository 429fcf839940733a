package dev.waymark.channel.http;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.net.URI;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class ProviderSettingTest {

    @ParameterizedTest
    @CsvSource({
        "https://api.twilio.com, https://api.twilio.com/v2/push",
        "https://api.twilio.com/, https://api.twilio.com/v2/push",
        "https://gateway.example:8443/twilio, https://gateway.example:8443/twilio/v2/push",
        "https://gateway.example//, https://gateway.example/v2/push",
        "https://gateway.example//other.example, https://gateway.example//other.example/v2/push",
        "https://gateway.example/a%20b/twilio/, https://gateway.example/a%20b/twilio/v2/push"
    })
    void shouldKeepThePathOfAGateway(URI url, URI expected) {
        assertThat(ProviderSetting.under(ProviderSetting.url("waymark.sms.url", url), "/v2/push"))
                .isEqualTo(expected);
    }

    @ParameterizedTest
    @ValueSource(strings = {"api.twilio.com", "ftp://api.twilio.com", "https:/path"})
    void shouldRefuseWhatIsNoAddress(URI url) {
        assertThatThrownBy(() -> ProviderSetting.url("waymark.sms.url", url))
                .hasMessageContaining("waymark.sms.url")
                .hasMessageContaining("https://provider.example");
    }

    @Test
    void shouldTakeASecretOfOneWord() {
        assertThat(ProviderSetting.secret("waymark.sms.token", " a-token\n")).isEqualTo("a-token");
        assertThatThrownBy(() -> ProviderSetting.secret("waymark.sms.token", "two words"))
                .hasMessageContaining("waymark.sms.token")
                .hasMessageNotContaining("two words");
    }
}
