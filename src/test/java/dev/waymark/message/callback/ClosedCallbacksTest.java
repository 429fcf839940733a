package dev.waymark.message.callback;

import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.support.BusinessClock;
import dev.waymark.support.RejectedRequest;
import java.io.InputStream;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A callback whose secret nobody has set")
class ClosedCallbacksTest {

    @Test
    void shouldBeClosedWhateverIsSigned() {
        var line = new LineCallbackResource(null, Optional.empty());
        var email = new EmailSignature(Optional.empty(), new BusinessClock());
        var whatsApp = new WhatsAppCallbackResource(null, Optional.empty(), Optional.empty());
        var messenger = new MessengerCallbackResource(null, Optional.empty(), Optional.empty());
        var signed = new EmailSignature.Signed();
        signed.id = "id";
        signed.timestamp = "0";
        signed.signature = "v1,AAAA";

        assertThatThrownBy(() -> line.take("", InputStream.nullInputStream()))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("WAYMARK_LINE_SECRET");
        assertThatThrownBy(() -> whatsApp.take("sha256=" + "0".repeat(64), InputStream.nullInputStream()))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("WAYMARK_WHATSAPP_APP_SECRET");
        assertThatThrownBy(() -> messenger.confirm("subscribe", "", "1"))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("WAYMARK_MESSENGER_VERIFY_TOKEN");
        assertThatThrownBy(() -> email.require(signed))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("WAYMARK_EMAIL_CALLBACK_SECRET");
    }

    @Test
    void shouldNotStartWithASecretThatIsNone() {
        assertThatThrownBy(() -> new EmailSignature(Optional.of("whsec_c2hvcnQ="), new BusinessClock()))
                .isInstanceOf(IllegalStateException.class)
                .hasMessageContaining("24 bytes");
    }
}
