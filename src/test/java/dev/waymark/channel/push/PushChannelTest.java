package dev.waymark.channel.push;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.channel.SendResult;
import java.util.List;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("What came of a push message to several devices")
class PushChannelTest {

    private static final SendResult TAKEN = new SendResult.Accepted();
    private static final SendResult OPEN = new SendResult.Unknown("web-push-timeout");
    private static final SendResult LATER = SendResult.NotNow.thisOne("web-push-429");
    private static final SendResult GONE = new SendResult.Rejected("web-push-gone");

    @Test
    void shouldBeThatOneHasIt() {
        assertThat(PushChannel.together(List.of(GONE, LATER, OPEN, TAKEN))).isEqualTo(TAKEN);
    }

    @Test
    void shouldNotBeRepeatedWhereOneMayHaveIt() {
        assertThat(PushChannel.together(List.of(GONE, LATER, OPEN))).isEqualTo(OPEN);
    }

    @Test
    void shouldComeAgainWhereOneSaysSo() {
        assertThat(PushChannel.together(List.of(GONE, LATER))).isEqualTo(LATER);
    }

    @Test
    void shouldBeRefusedWhereNoneIsLeft() {
        assertThat(PushChannel.together(List.of(GONE))).isEqualTo(GONE);
        assertThat(PushChannel.together(List.of())).isEqualTo(new SendResult.Rejected("no-device-left"));
    }
}
