package dev.waymark.template;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Every cell of the life cycle of a version of a template, legal and illegal. */
class TemplateStatusTest {

    private static final String TABLE = """
            from     PASS     FAIL   PUBLISH  FOLLOW  ROLL_BACK  REPLACE
            DRAFT    CHECKED  -      -        -       -          -
            CHECKED  -        DRAFT  LIVE     LIVE    -          -
            LIVE     -        -      -        -       -          FORMER
            FORMER   -        -      -        LIVE    LIVE       -
            """;

    static Stream<Arguments> cells() {
        var lines = TABLE.lines().map(line -> line.split(" +")).toList();
        var cells = new ArrayList<Arguments>();
        for (var line : lines.subList(1, lines.size())) {
            for (int column = 1; column < line.length; column++) {
                cells.add(Arguments.of(
                        TemplateStatus.valueOf(line[0]),
                        TemplateAction.valueOf(lines.getFirst()[column]),
                        line[column]));
            }
        }
        return cells.stream();
    }

    @ParameterizedTest(name = "{0} {1} -> {2}")
    @MethodSource("cells")
    void shouldLeadWhereTheTableSays(TemplateStatus from, TemplateAction action, String to) {
        assertThat(from.after(action).map(Enum::name).orElse("-")).isEqualTo(to);
    }

    @Test
    void shouldNameEveryCell() {
        assertThat(cells()).hasSize(TemplateStatus.values().length * TemplateAction.values().length);
    }
}
