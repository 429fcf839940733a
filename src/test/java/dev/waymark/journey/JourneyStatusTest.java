package dev.waymark.journey;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the life cycle of a version of a journey, legal and illegal. */
class JourneyStatusTest {

    private static final String TABLE = """
            from       PASS     FAIL   APPROVE   PUBLISH    FOLLOW     PAUSE   RESUME     DRAIN     STOP     ARCHIVE
            DRAFT      CHECKED  -      -         -          -          -       -          -         -        ARCHIVED
            CHECKED    -        DRAFT  APPROVED  -          PUBLISHED  -       -          -         -        ARCHIVED
            APPROVED   -        DRAFT  -         PUBLISHED  PUBLISHED  -       -          -         -        ARCHIVED
            PUBLISHED  -        -      -         -          -          PAUSED  -          DRAINING  STOPPED  -
            PAUSED     -        -      -         -          -          -       PUBLISHED  DRAINING  STOPPED  -
            DRAINING   -        -      -         PUBLISHED  PUBLISHED  -       -          -         STOPPED  ARCHIVED
            STOPPED    -        -      -         PUBLISHED  PUBLISHED  -       -          -         -        ARCHIVED
            ARCHIVED   -        -      -         -          -          -       -          -         -        -
            """;

    static Stream<Arguments> cells() {
        var lines = TABLE.lines().map(line -> line.split(" +")).toList();
        var cells = new ArrayList<Arguments>();
        for (var line : lines.subList(1, lines.size())) {
            for (int column = 1; column < line.length; column++) {
                cells.add(Arguments.of(
                        JourneyStatus.valueOf(line[0]), JourneyAction.valueOf(lines.getFirst()[column]), line[column]));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("cells")
    void shouldLeadWhereTheTableSays(JourneyStatus from, JourneyAction action, String to) {
        assertThat(from.after(action).map(Enum::name).orElse("-")).isEqualTo(to);
    }

    @Test
    void shouldNameEveryCell() {
        assertThat(cells()).hasSize(JourneyStatus.values().length * JourneyAction.values().length);
    }

    @Test
    void shouldLetPeopleAskForWhatPeopleDo() {
        assertThat(Arrays.stream(JourneyAction.values())
                        .filter(action -> JourneyAction.asked(action.name().toLowerCase(Locale.ROOT))
                                .isPresent()))
                .containsExactlyElementsOf(List.of(
                        JourneyAction.APPROVE,
                        JourneyAction.PUBLISH,
                        JourneyAction.PAUSE,
                        JourneyAction.RESUME,
                        JourneyAction.DRAIN,
                        JourneyAction.STOP,
                        JourneyAction.ARCHIVE));
    }
}
