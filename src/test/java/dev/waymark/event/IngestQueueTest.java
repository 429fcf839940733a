package dev.waymark.event;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.waymark.profile.Identity;
import dev.waymark.support.RejectedRequest;
import java.time.Instant;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** F32: one source that sends much more than the others waits, and is told so, alone. */
class IngestQueueTest {

    private final IngestQueue queue = new IngestQueue(10);

    @Test
    void shouldLetSourcesTakeTurns() throws Exception {
        // given
        queue.add(arrival("loud", 3));
        queue.add(arrival("loud", 3));
        queue.add(arrival("quiet", 1));

        // when
        var taken = queue.take(5);

        // then
        assertThat(taken).extracting(Arrival::source).containsExactly("loud", "quiet", "loud");
    }

    @Test
    void shouldLeaveToTheNextTransactionWhatIsTooMuchForOne() throws Exception {
        // given
        queue.add(arrival("shop", 4));
        queue.add(arrival("shop", 4));

        // when
        var first = queue.take(4);
        var second = queue.take(4);

        // then
        assertThat(first).hasSize(1);
        assertThat(second).hasSize(1);
    }

    @Test
    void shouldRefuseTheLoudSourceAndNobodyElse() {
        // given
        queue.add(arrival("loud", 8));

        // then
        assertThatThrownBy(() -> queue.add(arrival("loud", 3)))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("too many are waiting");
        queue.add(arrival("quiet", 3));
    }

    @Test
    void shouldTakeOneRequestThatIsLargerThanTheBoundWhenNothingElseWaits() throws Exception {
        // when
        queue.add(arrival("shop", 50));

        // then
        assertThat(queue.take(10)).hasSize(1);
        queue.add(arrival("shop", 50));
    }

    @Test
    void shouldTakeNothingMoreOnceItIsClosedButGiveOutWhatIsThere() throws Exception {
        // given
        queue.add(arrival("shop", 1));

        // when
        queue.close();

        // then
        assertThatThrownBy(() -> queue.add(arrival("shop", 1)))
                .isInstanceOf(RejectedRequest.class)
                .hasMessageContaining("stopping");
        assertThat(queue.take(10)).hasSize(1);
        assertThat(queue.take(10)).isEmpty();
    }

    private static Arrival arrival(String source, int events) {
        return Arrival.of(
                source,
                IntStream.range(0, events)
                        .mapToObj(i -> new IncomingEvent(
                                source + i,
                                "track",
                                "Article Read",
                                List.of(Identity.user("ada")),
                                null,
                                JsonNodeFactory.instance.objectNode(),
                                null,
                                Instant.EPOCH,
                                ""))
                        .toList());
    }
}
