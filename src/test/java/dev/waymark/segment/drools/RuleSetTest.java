package dev.waymark.segment.drools;

import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.FactsFixtures.aProfile;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.SegmentDefinition;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What compiled rules decide, and how a decision explains itself. */
class RuleSetTest {

    private static final String RULE = """
            rule "%s"
                @segment("%s") @title("Some people") @owner("growth")
            when
                %s
            then
                segment.add("%s");
            end
            """;

    @Test
    void shouldExplainADecisionByTheFactsItsRuleLookedAt() {
        // given
        var rules =
                aRuleSet("Profile( did(\"Signed Up\"), !did(\"Order Completed\"), traitText(\"plan\") == \"pro\" )");
        var facts = aProfile()
                .who("Signed Up", 2, NOON.minusSeconds(60), NOON)
                .who("Page Viewed", Duration.ofHours(1))
                .with("plan", "pro")
                .with("email", "somchai@example.com")
                .atNoon();

        // when
        var decisions = rules.evaluate(facts);

        // then
        assertThat(decisions)
                .containsExactly(new Decision(
                        "some",
                        "A rule",
                        "because",
                        Map.of(
                                "now",
                                "2027-03-01T12:00:00Z",
                                "events",
                                Map.of(
                                        "Order Completed",
                                        Map.of("count", 0L),
                                        "Signed Up",
                                        Map.of(
                                                "count", 2L,
                                                "firstAt", "2027-03-01T11:59:00Z",
                                                "lastAt", "2027-03-01T12:00:00Z")),
                                "traits",
                                Map.of("plan", "pro"))));
    }

    @Test
    void shouldLetTheFirstRuleOfAFileDecide() {
        // given
        var file = aRuleFile(
                "some",
                RULE.formatted("First", "some", "Profile( did(\"A\") )", "first")
                        + RULE.formatted("Second", "some", "Profile( did(\"B\") )", "second"));
        var rules = accepted(List.of(file));

        // when
        var ofBoth = rules.evaluate(
                aProfile().who("A", Duration.ZERO).who("B", Duration.ZERO).atNoon());
        var ofSecond = rules.evaluate(aProfile().who("B", Duration.ZERO).atNoon());

        // then
        assertThat(ofBoth).extracting(Decision::rule).containsExactly("First");
        assertThat(ofSecond).extracting(Decision::rule).containsExactly("Second");
    }

    @Test
    void shouldDescribeItsSegments() {
        // given / when
        var rules = aRuleSet("Profile()");

        // then
        assertThat(rules.segments())
                .containsExactly(
                        new SegmentDefinition("some", "Some people", "growth", "rules/segments/some.drl", "", null));
    }

    @Test
    void shouldHaveAVersionThatDependsOnPathsAndContentsOnly() {
        // given
        var a = aRuleFile("a", RULE.formatted("A", "a", "Profile()", "because"));
        var b = aRuleFile("b", RULE.formatted("B", "b", "Profile()", "because"));
        var changed = aRuleFile("b", RULE.formatted("B", "b", "Profile()", "because of it"));

        // when
        var version = accepted(List.of(a, b)).version();

        // then
        assertThat(version).matches("[0-9a-f]{12}");
        assertThat(accepted(List.of(b, a)).version()).isEqualTo(version);
        assertThat(accepted(List.of(a, changed)).version()).isNotEqualTo(version);
    }

    @ParameterizedTest
    @CsvSource(delimiter = ';', textBlock = """
            Profile( did("A") )                                    ; true
            Profile( did("Never") )                                ; false
            Profile( !did("Never") )                               ; true
            Profile( did("Never") == false )                       ; true
            Profile( did("A") && did("Never") || did("B") )        ; true
            Profile( did("A") && ( did("Never") || !did("B") ) )   ; false
            Profile( !( did("Never") || did("Unknown") ) )         ; true
            Profile( times("A") == 3 )                             ; true
            Profile( times("A") > times("B") )                     ; true
            Profile( times("Never") > 0 )                          ; false
            Profile( didWithinDays("B", 2) )                       ; true
            Profile( didWithinDays("B", 1) )                       ; false
            Profile( traitText("plan") == "pro" )                  ; true
            Profile( traitText("none") == "" )                     ; true
            Profile( traitText("list") != "" )                     ; false
            Profile( hasTrait("list") )                            ; true
            Profile( hasTrait("null") )                            ; false
            Profile( traitNumber("score") > 2.5 )                  ; true
            Profile( traitNumber("score") == 3 )                   ; true
            Profile( traitNumber("score") >= -1 )                  ; true
            Profile( traitNumber("none") > 0 )                     ; false
            Profile( traitNumber("none") <= 0 )                    ; false
            Profile( traitNumber("none") == 0 )                    ; false
            Profile( traitNumber("none") != 0 )                    ; true
            Profile( traitNumber("plan") < 1 )                     ; false
            Profile( traitFlag("beta") )                           ; true
            Profile( traitFlag("plan") )                           ; false
            Profile( didAfter("A", "B") )                          ; true
            Profile( didAfter("B", "A") )                          ; false
            Profile( didAfter("A", "Never") )                      ; true
            Profile( didAfter("Never", "A") )                      ; false
            Profile( didAfter("A", "A") )                          ; false
            Orders( count == 0, value == 0 )                       ; true
            Orders( daysSinceLast >= 0 )                           ; false
            Rfm( r == 0 && f == 0 && m == 0 )                      ; true
            Rfm( r == 1 || f >= 1 )                                ; false
            Interest( in("tv") == 0, favourite == "" )             ; true
            Interest( in("tv") > 0 || prefers("tv") )              ; false
            Supply( runsOutWithinDays("dog-food", 5) )             ; false
            Supply( confidence("dog-food") == "" )                 ; true
            Consent( given("news", "email") )                      ; true
            Consent( withdrawn("news", "email") )                  ; false
            Consent( given("news", "sms") )                        ; false
            Consent( withdrawn("news", "sms") )                    ; true
            Consent( given("offers", "sms") )                      ; false
            Consent( withdrawn("offers", "sms") )                  ; false
            Now( isFrom("2027-03-01") )                            ; true
            Now( isFrom("2027-03-01T12:00:00Z") )                  ; true
            Now( isFrom("2027-03-01T12:00:01Z") )                  ; false
            Now( isBefore("2027-03-01T12:00:00Z") )                ; false
            Now( isBefore("2027-03-02") )                          ; true
            not Profile( did("Never") )                            ; true
            not Profile( did("A") )                                ; false
            exists( Profile( did("A") ) )                          ; true
            Profile( did("Never") ) or Profile( did("B") )         ; true
            Profile( did("A") ) and Now( isBefore("2027-01-01") )  ; false
            Profile( did("Never") ) or Profile( did("A") ) and not Now( isBefore("2027-01-01") ) ; true
            ( Profile( did("A") ) or Profile( did("B") ) ) and Profile( did("Never") )           ; false
            """)
    void shouldAnswerAlikeFromTheFirstToTheHundredthTime(String condition, boolean holds) {
        // given
        var rules = aRuleSet(condition);
        var facts = aPersonOfManyFacts();

        // when Drools interprets a condition at first and compiles it once it was asked often enough
        var answers = IntStream.range(0, 100)
                .mapToObj(i -> !rules.evaluate(facts).isEmpty())
                .distinct();

        // then
        assertThat(answers).containsExactly(holds);
    }

    @Test
    void shouldCountAnEarlierEventWhenTheLastIsDatedAfterNow() {
        // given
        var rules = aRuleSet("Profile( didWithinHours(\"A\", 24) )");
        var facts = aProfile()
                .who("A", 2, NOON.minusSeconds(60), NOON.plusSeconds(60))
                .atNoon();

        // when / then
        assertThat(rules.evaluate(facts)).hasSize(1);
    }

    @ParameterizedTest(name = "A {0} s before now and {1} s before, B {2} s before: {3}")
    @CsvSource({"60, 30, 45, true", "60, 30, 30, false", "60, -5, 45, false", "60, -5, 70, true", "-5, -5, 45, false"})
    void shouldTellWhichOfTwoEventsCameLast(int first, int last, int other, boolean holds) {
        // given
        var rules = aRuleSet("Profile( didAfter(\"A\", \"B\") )");
        var facts = aProfile()
                .who("A", 2, NOON.minusSeconds(first), NOON.minusSeconds(last))
                .who("B", Duration.ofSeconds(other))
                .atNoon();

        // when / then
        assertThat(rules.evaluate(facts).isEmpty()).isNotEqualTo(holds);
    }

    @Test
    void shouldDecideTheSameInSeveralThreads() throws Exception {
        // given
        var rules = aRuleSet("Profile( times(\"A\") > 5 )");
        Callable<Long> work = () -> IntStream.range(0, 5_000)
                .filter(i -> rules.evaluate(aProfile()
                                        .who("A", i % 10 + 1, NOON, NOON)
                                        .atNoon())
                                .size()
                        == 1)
                .count();

        // when
        try (var threads = Executors.newFixedThreadPool(2)) {
            var counts = threads.invokeAll(List.of(work, work));

            // then half of the profiles, those with 6 to 10 times
            for (var count : counts) {
                assertThat(count.get()).isEqualTo(2_500L);
            }
        }
    }

    private static ProfileFacts aPersonOfManyFacts() {
        return aProfile()
                .who("A", 3, NOON.minusSeconds(60), NOON)
                .who("B", Duration.ofDays(2))
                .with("plan", "pro")
                .with("score", 3)
                .with("beta", true)
                .with("list", List.of("x"))
                .with("null", null)
                .allows("news", Map.of("any", false, "email", true))
                .atNoon();
    }

    private static RuleSet aRuleSet(String condition) {
        return accepted(List.of(aRuleFile("some", RULE.formatted("A rule", "some", condition, "because"))));
    }
}
