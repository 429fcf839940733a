package dev.waymark.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import io.smallrye.config.EnvConfigSource;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("The settings of webhooks")
class WebhookSettingsTest {

    @Test
    void shouldComeFromTheEnvironmentAsTheGuideSays() {
        var environment = Map.of(
                "WAYMARK_WEBHOOKS_SHOP_URL", "https://shop.example/hook",
                "WAYMARK_WEBHOOKS_SHOP_SECRET", WebhooksTest.SECRET,
                "WAYMARK_WEBHOOKS_PRIVATE_HOSTS", "till.internal,crm.internal");

        var settings = new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .withSources(new EnvConfigSource(environment, 300))
                .build()
                .getConfigMapping(WebhookSettings.class);

        assertThat(settings.targets()).containsOnlyKeys("shop");
        assertThat(settings.targets().get("shop").url()).isEqualTo("https://shop.example/hook");
        assertThat(settings.privateHosts().orElseThrow()).containsExactlyInAnyOrder("till.internal", "crm.internal");
    }

    @Test
    void shouldBeNoneWhereNothingIsSet() {
        var settings = new SmallRyeConfigBuilder()
                .withMapping(WebhookSettings.class)
                .build()
                .getConfigMapping(WebhookSettings.class);

        assertThat(new Webhooks(settings).keys()).isEmpty();
    }
}
