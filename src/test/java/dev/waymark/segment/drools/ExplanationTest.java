package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.Explanation;
import dev.waymark.segment.Explanation.ConditionExplained;
import dev.waymark.segment.Explanation.NearestMiss;
import dev.waymark.segment.Explanation.RuleExplained;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an auditor hears about somebody who is in a segment, and about somebody who is not. */
class ExplanationTest {

    @Test
    void shouldNameTheRuleThatHoldsAndWhatEachConditionHeard() {
        // given
        var facts = aProfile()
                .who("Product Added", 3, NOON.minusSeconds(60), NOON)
                .with("plan", "pro")
                .atNoon();

        // when
        var explanation = explain(facts, "Profile( did(\"Nothing\") )", """
                Profile( times("Product Added") >= 3, traitText("plan") == "pro" ) not Profile( did("Nothing") )""");

        // then
        assertThat(explanation.in()).isTrue();
        assertThat(explanation.rule()).isEqualTo("Rule 1");
        assertThat(explanation.reason()).isEqualTo("because of 1");
        assertThat(explanation.now()).isEqualTo(NOON);
        assertThat(explanation.nearestMiss()).isNull();
        assertThat(explanation.rules()).extracting(RuleExplained::holds).containsExactly(false, true);
        assertThat(explanation.rules().getLast().conditions())
                .containsExactly(
                        new ConditionExplained(
                                "Profile.times(\"Product Added\") >= 3",
                                true,
                                Map.of("Profile.times(\"Product Added\")", 3L),
                                null),
                        new ConditionExplained(
                                "Profile.traitText(\"plan\") == \"pro\"",
                                true,
                                Map.of("Profile.traitText(\"plan\")", "pro"),
                                null),
                        new ConditionExplained(
                                "!( Profile.did(\"Nothing\") )",
                                true,
                                Map.of("Profile.did(\"Nothing\")", false),
                                null));
    }

    @Test
    void shouldListWhatFailedAndTheNearestMiss() {
        // given somebody who fails twice by the first rule and once by the others
        var facts = aProfile()
                .who("Product Added", 2, NOON.minusSeconds(60), NOON)
                .who("Signed Up", Duration.ofHours(25))
                .atNoon();

        // when
        var explanation = explain(
                facts,
                "Profile( times(\"Product Added\") > 2, did(\"Order Completed\") )",
                "Profile( times(\"Product Added\") >= 3, didWithinDays(\"Signed Up\", 30) )",
                "Profile( didWithinHours(\"Signed Up\", 24) )");

        // then
        assertThat(explanation.in()).isFalse();
        assertThat(explanation.rule()).isNull();
        assertThat(explanation.rules())
                .extracting(rule ->
                        rule.failed().stream().map(ConditionExplained::missing).toList())
                .containsExactly(
                        List.of(
                                "Profile.times(\"Product Added\") is 2, needs > 2",
                                "Profile.did(\"Order Completed\") is false, needs true"),
                        List.of("Profile.times(\"Product Added\") is 2, needs >= 3"),
                        List.of("the last \"Signed Up\" was 25 h ago, needs 24 h"));
        assertThat(explanation.nearestMiss())
                .isEqualTo(new NearestMiss("Rule 2", 1, "the last \"Signed Up\" was 25 h ago, needs 24 h"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Profile( !did("A") )                        ; Profile.did("A") is true, needs false
            Profile( !( times("A") >= 2 ) )             ; Profile.times("A") is 2, needs not >= 2
            Profile( times("A") < times("B") )          ; Profile.times("A") is 2, needs < Profile.times("B"), which is 0
            Profile( traitText("plan") == "team" )      ; Profile.traitText("plan") is "pro", needs == "team"
            Profile( traitNumber("plan") > 1 )          ; Profile.traitNumber("plan") is not known, needs > 1
            Profile( traitNumber("score") > 0.35 )      ; Profile.traitNumber("score") is 0.333, needs > 0.35
            Profile( didWithinDays("B", 2) )            ; "B" never happened, needs within 2 days
            Profile( didWithinHours("A", 12) )          ; the last "A" was 12.1 h ago, needs 12 h
            Profile( !didWithinDays("A", 1) )           ; the last "A" was 0.6 days ago, needs more than 1 days
            Profile( did("B") || times("A") >= 4 )      ; Profile.times("A") is 2, needs >= 4
            Profile( did("B") ) or Profile( did("C") )  ; Profile.did("B") is false, needs true
            not Profile( did("A"), times("A") < 4 )     ; Profile.times("A") is 2, needs not < 4
            not Profile()                               ; it can never hold
            Now( isFrom("2027-03-02") )                 ; Now.isFrom("2027-03-02") is false, needs true
            """)
    void shouldSayInASentenceWhatIsMissing(String condition, String sentence) {
        // given
        var facts = aProfile()
                .who(
                        "A",
                        2,
                        NOON.minusSeconds(600_000),
                        NOON.minus(Duration.ofHours(12).plusNanos(1_000)))
                .with("plan", "pro")
                .with("score", 1 / 3.0)
                .atNoon();

        // when / then
        assertThat(explain(facts, condition).nearestMiss()).isEqualTo(new NearestMiss("Rule 0", 1, sentence));
    }

    @Test
    void shouldKnowNoSegmentThatNoFileDefines() {
        assertThat(rules("Profile()").explain("other", aProfile().atNoon())).isEmpty();
    }

    private static Explanation explain(ProfileFacts facts, String... conditions) {
        return rules(conditions).explain("some", facts).orElseThrow();
    }

    private static RuleSet rules(String... conditions) {
        var text = new StringBuilder();
        for (var number = 0; number < conditions.length; number++) {
            text.append("""
                    rule "Rule %d" @segment("some") @title("Some people") @owner("growth")
                    when %s
                    then segment.add("because of %1$d"); end
                    """.formatted(number, conditions[number]));
        }
        return accepted(List.of(aRuleFile("some", text.toString())));
    }
}
