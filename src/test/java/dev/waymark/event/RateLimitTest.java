package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.support.RejectedRequest;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Whoever sends too much waits alone. */
class RateLimitTest {

    private static final int LIMIT = 100;

    private long nanos;
    private final RateLimit limit = new RateLimit(new Settings(LIMIT, Map.of("shop", 10, "import", 0)), () -> nanos);

    @Test
    void shouldTakeWhatTheLimitAllowsAndNothingMore() {
        assertThat(takenOf(1_000, "site")).isEqualTo(LIMIT);
        assertThat(takenOf(1_000, "shop")).isEqualTo(10);
    }

    @Test
    void shouldTakeAgainWhenTimeHasPassed() {
        // given
        takenOf(1_000, "site");

        // when
        pass(0.5);

        // then
        assertThat(takenOf(1_000, "site")).isEqualTo(LIMIT / 2);
    }

    @Test
    void shouldSaveUpNoMoreThanASecond() {
        // given
        takenOf(1_000, "site");

        // when
        pass(3_600);

        // then
        assertThat(takenOf(1_000, "site")).isEqualTo(LIMIT);
    }

    @Test
    void shouldLetOthersSendMeanwhile() {
        // given
        takenOf(1_000, "site");

        // then
        assertThatThrownBy(() -> limit.take("site", 1)).isInstanceOf(RejectedRequest.class);
        assertThatCode(() -> limit.take("app", 1)).doesNotThrowAnyException();
    }

    @Test
    void shouldTakeALargeBatchWholeAndThenWaitUntilItIsPaidFor() {
        // when
        limit.take("site", 5 * LIMIT);

        // then
        pass(3.9);
        assertThatThrownBy(() -> limit.take("site", 1)).isInstanceOf(RejectedRequest.class);
        pass(0.2);
        assertThatCode(() -> limit.take("site", 1)).doesNotThrowAnyException();
    }

    @Test
    void shouldLimitNobodyWithoutALimit() {
        assertThat(takenOf(10_000, "import")).isEqualTo(10_000);
    }

    private int takenOf(int requests, String source) {
        var taken = 0;
        for (int i = 0; i < requests; i++) {
            try {
                limit.take(source, 1);
                taken++;
            } catch (RejectedRequest tooMany) {
                // counted by not being counted
            }
        }
        return taken;
    }

    private void pass(double seconds) {
        nanos += (long) (seconds * 1e9);
    }
}
