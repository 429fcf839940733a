package dev.waymark.message;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SiteAddressTest {

    @Test
    void shouldTakeAwayTheSlashAtTheEnd() {
        // when // then
        assertThat(SiteAddress.checked(" https://shop.example/en/ ")).isEqualTo("https://shop.example/en");
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "shop.example", "ftp://shop.example", "https://", "https://shop example"})
    void shouldRefuseWhatIsNoWebAddress(String address) {
        // when // then
        assertThatThrownBy(() -> SiteAddress.checked(address))
                .hasMessage(
                        "Expected WAYMARK_SITE_ADDRESS to be the web address of your site, as https://shop.example, but it is \"%s\".",
                        address);
    }
}
