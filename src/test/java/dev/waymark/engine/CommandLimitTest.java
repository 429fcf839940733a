package dev.waymark.engine;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@DisplayName("How many commands may be on their way")
class CommandLimitTest {

    private final CommandLimit limit = new CommandLimit();

    @Test
    void shouldBeOneMoreForEachRoundThatIsTaken() {
        var first = limit.now();

        answers(true, first);

        assertThat(limit.now()).isBetween(first, first + 1);
        IntStream.range(0, 20).forEach(round -> answers(true, limit.now()));
        assertThat(limit.now()).isBetween(first + 18, first + 21);
    }

    @Test
    void shouldBeAFifthFewerForARoundInWhichSomeAreRefused() {
        var first = limit.now();

        // all of them were sent before anybody could know
        answers(false, first);

        assertThat(limit.now()).isEqualTo((int) (first * 0.8));
    }

    @Test
    void shouldNeverBeNoneNorWithoutEnd() {
        IntStream.range(0, 1_000).forEach(round -> answers(false, limit.now()));
        assertThat(limit.now()).isEqualTo(4);

        IntStream.range(0, 1_000).forEach(round -> answers(true, limit.now()));
        assertThat(limit.now()).isEqualTo(256);
    }

    @Test
    void shouldNotGrowByAnswersThatSayNothingAboutMore() {
        var first = limit.now();

        IntStream.range(0, 10_000).forEach(one -> limit.answered(true, 1));

        assertThat(limit.now()).isEqualTo(first);
    }

    @Test
    void shouldHaveRoomForWhatIsNotOnItsWay() {
        assertThat(limit.room(limit.now() - 3)).isEqualTo(3);
        assertThat(limit.room(limit.now() + 3)).isZero();
    }

    /** A full round of answers, one after the other. */
    private void answers(boolean taken, int inFlight) {
        for (int left = inFlight; left > 0; left--) {
            // what is answered is followed by another one
            limit.answered(taken, inFlight);
        }
    }
}
