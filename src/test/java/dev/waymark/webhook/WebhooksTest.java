package dev.waymark.webhook;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalStateException;

import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@DisplayName("The systems that journeys may call")
class WebhooksTest {

    static final String SECRET = "whsec_MfKQ9r8GKYqrTwjUPD8ILPZIo2LaLaSw";

    @Test
    void shouldBeKnownByTheirKeys() {
        var webhooks = new Webhooks(settings("shop", "https://Shop.example:8443/hook?a=b", SECRET));

        assertThat(webhooks.keys()).containsExactly("shop");
        assertThat(webhooks.find("shop"))
                .hasValueSatisfying(target -> assertThat(
                                target.host() + " " + target.port() + " " + target.path() + " " + target.isPrivate())
                        .isEqualTo("Shop.example 8443 /hook?a=b false"));
        assertThat(webhooks.find("till")).isEmpty();
    }

    @Test
    void shouldBeCalledWithoutTlsOnlyWhereTheHostIsOurs() {
        assertThat(new Webhooks(settings("shop", "http://till.internal/hook", SECRET, "Till.internal")).find("shop"))
                .hasValueSatisfying(target -> assertThat(target.isPrivate()).isTrue());
        assertRefused("shop", "http://till.internal/hook", SECRET);
    }

    @ParameterizedTest(name = "{0}")
    @ValueSource(
            strings = {
                "",
                "shop.example",
                "/hook",
                "ftp://shop.example/",
                "file:///etc/passwd",
                "https:///hook",
                "https://user:word@shop.example/",
                "https://shop.example/#part",
                "https://shop.example/a b",
                "https://shop.example/\r\nX: y"
            })
    void shouldHaveAnAddress(String url) {
        assertRefused("shop", url, SECRET);
    }

    @Test
    void shouldHaveAKeyAndASecret() {
        assertRefused("Shop one", "https://shop.example/", SECRET);
        assertRefused("shop", "https://shop.example/", "secret");
    }

    private static void assertRefused(String key, String url, String secret) {
        assertThatIllegalStateException()
                .isThrownBy(() -> new Webhooks(settings(key, url, secret)))
                .withMessageContaining("waymark.webhooks." + key)
                .withMessageNotContaining(SECRET);
    }

    static WebhookSettings settings(String key, String url, String secret, String... privateHosts) {
        return new WebhookSettings() {

            @Override
            public Map<String, Target> targets() {
                return Map.of(key, new Target() {

                    @Override
                    public String url() {
                        return url;
                    }

                    @Override
                    public String secret() {
                        return secret;
                    }
                });
            }

            @Override
            public Optional<Set<String>> privateHosts() {
                return Optional.of(Set.of(privateHosts));
            }
        };
    }
}
