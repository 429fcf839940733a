package dev.waymark.audience;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.Digest;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("What a network gets instead of an address or a number")
class NetworkTest {

    @ParameterizedTest(name = "{0}: {1} as {2}")
    @CsvSource({
        "FACEBOOK, ' Ada.Lovelace@Gmail.com ', ada.lovelace@gmail.com",
        "GOOGLE, Ada.Lovelace@Gmail.com, adalovelace@gmail.com",
        "GOOGLE, ada.b@googlemail.com, adab@googlemail.com",
        "GOOGLE, ada.b@example.org, ada.b@example.org",
        "GOOGLE, ada.b@notgmail.com, ada.b@notgmail.com",
        "DISPLAY, Ada.Lovelace@Gmail.com, ada.lovelace@gmail.com",
        "DISPLAY, '=1+1@example.org', '=1+1@example.org'"
    })
    void shouldBeTheHashOfTheAddressAsTheNetworkWritesIt(Network network, String address, String normal) {
        assertThat(network.hashedAddress(address)).isEqualTo(Digest.of(normal));
    }

    @ParameterizedTest(name = "{0}: {1} as {2}")
    @CsvSource({
        "FACEBOOK, +66812345678, 66812345678",
        "GOOGLE, +66812345678, +66812345678",
        "DISPLAY, +66812345678, +66812345678"
    })
    void shouldBeTheHashOfTheNumberAsTheNetworkWritesIt(Network network, String number, String normal) {
        assertThat(network.hashedNumber(number)).isEqualTo(Digest.of(normal));
    }

    @Test
    void shouldBeTheValueThatGooglePublishesAsAnExample() {
        assertThat(Network.GOOGLE.hashedAddress("test@example.com"))
                .isEqualTo("973dfe463ec85785f5f95af5ba3906eedb2d931c24e69824a89ea65dba4e813b");
    }
}
