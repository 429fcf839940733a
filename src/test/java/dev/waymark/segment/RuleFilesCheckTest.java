package dev.waymark.segment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.DefinitionFile;
import dev.waymark.testing.Poison;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found about rule files before they are live. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class RuleFilesCheckTest {

    private final RuleFilesCheck check = RuleFilesCheck.standalone();

    @Test
    void shouldRefuseRulesThatTakeTooLongAboutAnExample() {
        // given
        var rules = """
                rule "Tried" @segment("tried") @title("Tried it") @owner("growth")
                when Profile( did("Beta Tried") )
                then segment.add("tried it"); end
                """ + Poison.rules("tried");
        var fixtures = """
                now: 2027-03-01T12:00:00Z
                cases:
                  - name: likes too much
                    kind: out
                    interests: { %s }
                """.formatted(IntStream.range(0, Poison.CATEGORIES)
                .mapToObj("category%d: 1"::formatted)
                .collect(Collectors.joining(", ")));

        // when
        var checked = check.check(List.of(file("segments/tried.drl", rules), file("fixtures/tried.yaml", fixtures)));

        // then
        assertThat(checked)
                .isInstanceOfSatisfying(
                        RuleCheck.Refused.class,
                        refused -> assertThat(refused.findings())
                                .singleElement()
                                .satisfies(finding -> {
                                    assertThat(finding.file()).isEqualTo("rules/segments/tried.drl");
                                    assertThat(finding.line()).isPositive();
                                    assertThat(finding.sentence())
                                            .isEqualTo(
                                                    "Expected an answer about one person within 250 ms, but the rules of this file"
                                                            + " took longer, twice. Ask less in them.");
                                }));
    }

    private static DefinitionFile file(String path, String text) {
        return new DefinitionFile("rules/" + path, text.getBytes(StandardCharsets.UTF_8));
    }
}
