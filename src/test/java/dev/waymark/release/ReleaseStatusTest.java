package dev.waymark.release;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the life cycle of a release: where each step leads from each status, or that it may not be done. */
class ReleaseStatusTest {

    private static final String TABLE = """
            from        PASS     REFUSE   APPROVE   ACTIVATE  FOLLOW  SUPERSEDE   ROLL_BACK
            DRAFT       CHECKED  REFUSED  -         -         -       -           -
            CHECKED     -        -        APPROVED  -         ACTIVE  -           -
            REFUSED     -        -        -         -         -       -           -
            APPROVED    -        -        -         ACTIVE    -       -           -
            ACTIVE      -        -        -         -         -       SUPERSEDED  -
            SUPERSEDED  -        -        -         -         -       -           ACTIVE
            """;

    private static final List<List<String>> ROWS =
            TABLE.lines().map(line -> Arrays.asList(line.strip().split("\\s+"))).toList();

    static Stream<Arguments> cells() {
        var steps = ROWS.getFirst();
        return ROWS.stream()
                .skip(1)
                .flatMap(row -> IntStream.range(1, steps.size())
                        .mapToObj(column -> Arguments.of(
                                ReleaseStatus.valueOf(row.getFirst()),
                                ReleaseStep.valueOf(steps.get(column)),
                                row.get(column))));
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("cells")
    void shouldGoWhereTheTableSaysAndNowhereElse(ReleaseStatus from, ReleaseStep step, String to) {
        assertThat(from.after(step).map(Enum::name).orElse("-")).isEqualTo(to);
    }

    @Test
    void shouldHaveACellForEveryStatusAndStep() {
        assertThat(ROWS.stream().skip(1).map(List::getFirst))
                .containsExactlyElementsOf(
                        Arrays.stream(ReleaseStatus.values()).map(Enum::name).toList());
        assertThat(ROWS.getFirst().stream().skip(1))
                .containsExactlyElementsOf(
                        Arrays.stream(ReleaseStep.values()).map(Enum::name).toList());
    }
}
