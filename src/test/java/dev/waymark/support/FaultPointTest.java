package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("A fault point")
class FaultPointTest {

    private static final Duration LONG = Duration.ofMillis(30);

    @Test
    void shouldHoldUpEveryNthPassOfThePointThatIsArmed() {
        var fault = new FaultPoint(Optional.empty(), Optional.of("complete:Send@3"), LONG);

        var slow = IntStream.rangeClosed(1, 6)
                .filter(pass -> took(() -> fault.pass("complete:Send")).compareTo(LONG) >= 0)
                .boxed()
                .toList();

        assertThat(slow).contains(3, 6);
        assertThat(took(() -> IntStream.range(0, 30).forEach(pass -> fault.pass("complete:Other"))))
                .isLessThan(LONG.multipliedBy(10));
    }

    private static Duration took(Runnable action) {
        var begin = System.nanoTime();
        action.run();
        return Duration.ofNanos(System.nanoTime() - begin);
    }
}
