package dev.waymark.channel.push;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.Base64;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.RepeatedTest;
import org.junit.jupiter.api.Test;

@DisplayName("A pair of VAPID keys")
class PushKeyPairTest {

    /** Numbers have leading zeros once in 256 times. */
    @RepeatedTest(20)
    void shouldBeReadAsItWasWritten() {
        var made = PushKeyPair.made();

        assertThat(Base64.getUrlDecoder().decode(made.publicKey())).hasSize(65).startsWith(4);
        assertThat(Base64.getUrlDecoder().decode(made.privateKey())).hasSize(32);
        assertThat(made.signing().extractPublicKeyInUncompressedFormAsString()).isEqualTo(made.publicKey());
    }

    @Test
    void shouldBeOnePair() {
        var one = PushKeyPair.made();
        var other = PushKeyPair.made();

        assertNone(one.publicKey(), other.privateKey());
        assertNone(one.publicKey(), "");
        assertNone("", one.privateKey());
        assertNone(one.privateKey(), one.publicKey());
        assertNone("not base64!", one.privateKey());
    }

    private static void assertNone(String publicKey, String privateKey) {
        assertThatIllegalArgumentException().isThrownBy(() -> new PushKeyPair(publicKey, privateKey).signing());
    }
}
