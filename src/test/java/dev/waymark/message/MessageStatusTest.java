package dev.waymark.message;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.TransitionTable;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the life of a message, legal and illegal. */
class MessageStatusTest {

    private static final String TABLE = """
            from      PENDING  SENDING  ACCEPTED  REJECTED  SKIPPED  UNKNOWN
            PENDING   -        x        -         -         x        -
            SENDING   x        -        x         x         -        x
            ACCEPTED  -        -        -         -         -        -
            REJECTED  -        -        -         -         -        -
            SKIPPED   -        -        -         -         -        -
            UNKNOWN   -        -        -         -         -        -
            """;

    static Stream<Arguments> cells() {
        return TransitionTable.cells(MessageStatus.class, TABLE);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("cells")
    void shouldAllowWhatTheTableAllowsAndNothingElse(MessageStatus from, MessageStatus to, boolean allowed) {
        assertThat(from.mayBecome(to)).isEqualTo(allowed);
    }

    @Test
    void shouldEndInEveryStateThatSaysWhatIsKnown() {
        assertThat(EnumSet.allOf(MessageStatus.class).stream().filter(MessageStatus::isTerminal))
                .containsExactly(
                        MessageStatus.ACCEPTED, MessageStatus.REJECTED, MessageStatus.SKIPPED, MessageStatus.UNKNOWN);
    }
}
