package dev.waymark.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.TransitionTable;
import java.util.EnumSet;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the life cycle of an enrolment, legal and illegal. */
class EnrolmentStatusTest {

    private static final String TABLE = """
            from       STARTING  RUNNING  COMPLETED  CANCELLED  HELD_OUT
            STARTING   -         x        -          x          -
            RUNNING    -         -        x          x          -
            COMPLETED  -         -        -          -          -
            CANCELLED  -         -        -          -          -
            HELD_OUT   -         -        -          -          -
            """;

    static Stream<Arguments> cells() {
        return TransitionTable.cells(EnrolmentStatus.class, TABLE);
    }

    @ParameterizedTest(name = "{0} -> {1}: {2}")
    @MethodSource("cells")
    void shouldAllowWhatTheTableAllowsAndNothingElse(EnrolmentStatus from, EnrolmentStatus to, boolean allowed) {
        assertThat(from.mayBecome(to)).isEqualTo(allowed);
    }

    @Test
    void shouldBeActiveUntilAnEndIsReached() {
        assertThat(EnumSet.allOf(EnrolmentStatus.class).stream().filter(EnrolmentStatus::isActive))
                .containsExactly(EnrolmentStatus.STARTING, EnrolmentStatus.RUNNING);
    }
}
