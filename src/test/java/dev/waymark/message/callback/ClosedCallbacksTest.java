package dev.waymark.message.callback;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.support.RejectedRequest;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A callback whose secret nobody has set")
class ClosedCallbacksTest {

    @Test
    void shouldBeClosedWhateverIsSigned() {
        var line = new LineCallbackResource(null, Optional.empty());
        var email = new EmailSignature(Optional.empty(), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC));
        var signed = new EmailSignature.Signed();
        signed.id = "id";
        signed.timestamp = "0";
        signed.signature = "v1,AAAA";

        assertThatThrownBy(() -> line.take("", new byte[0]))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("WAYMARK_LINE_SECRET");
        assertThatThrownBy(() -> email.require(signed, new byte[0]))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("WAYMARK_EMAIL_CALLBACK_SECRET");
    }

    @Test
    void shouldNotStartWithASecretThatIsNone() {
        assertThatThrownBy(() ->
                        new EmailSignature(Optional.of("whsec_c2hvcnQ="), Clock.fixed(Instant.EPOCH, ZoneOffset.UTC)))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("24 bytes");
    }
}
