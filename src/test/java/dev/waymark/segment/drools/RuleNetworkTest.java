package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.Decision;
import dev.waymark.support.DefinitionFile;
import java.util.List;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Files that were compiled by themselves become one network. */
class RuleNetworkTest {

    /** Drools takes {@code !( a == b )} for an equation, and does not find its sign when it looks for equal nodes. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "Rfm( !( r <= 0 ) )",
                "Rfm( !( r == 1 ) )",
                "Profile( !( traitText(\"plan\") == \"pro\" || did(\"A\") ) )",
                "Profile( !( did(\"A\") ) )"
            })
    void shouldJoinFilesThatDenyTheSame(String condition) {
        // given
        var rules = accepted(List.of(file("one", condition), file("other", condition)));

        // when
        var in = rules.evaluate(aProfile().with("plan", "team").atNoon()).stream()
                .map(Decision::segment);

        // then
        assertThat(in).hasSize(condition.contains("<=") ? 0 : 2);
    }

    private static DefinitionFile file(String key, String condition) {
        return aRuleFile(key, """
                rule "A rule of %s" @segment("%1$s") @title("Some people") @owner("growth")
                when %s
                then segment.add("because"); end
                """.formatted(key, condition));
    }
}
