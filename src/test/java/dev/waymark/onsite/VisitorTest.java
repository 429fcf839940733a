package dev.waymark.onsite;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.waymark.profile.Identity;
import dev.waymark.support.RejectedRequest;
import java.util.Optional;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("Whoever asks what a site shows")
class VisitorTest {

    private static final OnsiteSettings OPEN = Optional::empty;
    private static final OnsiteSettings WITH_PROOF = () -> Optional.of("shared");

    /** HMAC-SHA256 of {@code ada} by the key {@code shared}, by another program. */
    private static final String PROOF = "503496dd042b481bf0f0c4b4ad706458e416c7f5d230c76cd1018e66a172dfdb";

    @Test
    void shouldBeKnownByOneOfTheTwoIds() {
        assertThat(visitor("ada", null, null).identity(OPEN)).isEqualTo(Identity.user("ada"));
        assertThat(visitor(null, "browser", null).identity(OPEN)).isEqualTo(Identity.anonymous("browser"));
    }

    @Test
    void shouldProveTheUserIdWhereTheOperatorWantsIt() {
        assertThat(visitor("ada", null, PROOF).identity(WITH_PROOF)).isEqualTo(Identity.user("ada"));
        assertThat(visitor(null, "browser", null).identity(WITH_PROOF)).isEqualTo(Identity.anonymous("browser"));
    }

    @Test
    void shouldNotGoByAUserIdWithoutTheRightProof() {
        assertRefused(visitor("ada", null, null), WITH_PROOF);
        assertRefused(visitor("ben", null, PROOF), WITH_PROOF);
        assertRefused(visitor("ada", null, PROOF.replace('0', '1')), WITH_PROOF);
    }

    @Test
    void shouldBeABrowserOrAProvenPersonToGetWhatIsTheirsAlone() {
        assertThat(visitor("ada", null, PROOF).ownIdentity(WITH_PROOF)).isEqualTo(Identity.user("ada"));
        assertThat(visitor(null, "browser", null).ownIdentity(OPEN)).isEqualTo(Identity.anonymous("browser"));
        assertThatExceptionOfType(RejectedRequest.class)
                .isThrownBy(() -> visitor("ada", null, null).ownIdentity(OPEN));
        assertThatExceptionOfType(RejectedRequest.class)
                .isThrownBy(() -> visitor("ada", null, PROOF).ownIdentity(OPEN));
    }

    @Test
    void shouldNotBeNobodyOrTwoOrTooLong() {
        assertRefused(visitor(null, null, null), OPEN);
        assertRefused(visitor("ada", "browser", null), OPEN);
        assertRefused(visitor(" ", null, null), OPEN);
        assertRefused(visitor("a\0b", null, null), OPEN);
        assertRefused(visitor("a".repeat(1_001), null, null), OPEN);
    }

    private static void assertRefused(Visitor visitor, OnsiteSettings settings) {
        assertThatExceptionOfType(RejectedRequest.class).isThrownBy(() -> visitor.identity(settings));
    }

    private static Visitor visitor(String userId, String anonymousId, String userHash) {
        var visitor = new Visitor();
        visitor.userId = userId;
        visitor.anonymousId = anonymousId;
        visitor.userHash = userHash;
        return visitor;
    }
}
