package dev.waymark.release;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.SupposedBehaviour;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.segment.RuleSet;
import dev.waymark.support.DefinitionFile;
import dev.waymark.testing.Poison;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What is found out about a release by asking it about people. */
@Timeout(value = 60, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
class ComparisonTest {

    @Test
    void shouldFindAFileThatTakesTooLongAboutSomebody() {
        // given
        var comparison = new Comparison(rules(""), rules(Poison.rules("tried")));
        var noon = Instant.parse("2027-03-01T12:00:00Z");
        var likes = new SupposedBehaviour(noon);
        IntStream.range(0, Poison.CATEGORIES).forEach(i -> likes.likes("category" + i, 1));
        var ada = new ProfileFacts(Map.of(), likes.build(), noon);

        // when
        comparison.ask(Map.of(new ProfileId(new UUID(1, 1)), ada));

        // then
        assertThat(comparison.findings()).singleElement().satisfies(finding -> {
            assertThat(finding.file()).isEqualTo("rules/segments/tried.drl");
            assertThat(finding.line()).isPositive();
            assertThat(finding.sentence()).startsWith("Expected an answer about one person within 250 ms");
        });
    }

    private static RuleSet rules(String others) {
        var text = """
                rule "Tried" @segment("tried") @title("Tried it") @owner("growth")
                when Profile( did("Beta Tried") )
                then segment.add("tried it"); end
                """ + others;
        var file = new DefinitionFile("rules/segments/tried.drl", text.getBytes(StandardCharsets.UTF_8));
        return ((RuleCheck.Accepted) RuleFilesCheck.standalone().check(List.of(file))).ruleSet();
    }
}
