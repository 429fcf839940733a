package dev.waymark.segment.drools;

import static dev.waymark.behaviour.BehaviourFixtures.behaviourOf;
import static dev.waymark.behaviour.Happenings.track;
import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.Behaviour;
import dev.waymark.behaviour.Happenings;
import dev.waymark.event.EventIngested;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What rules may ask about behaviour, on compiled rules; it is noon on 2027-03-01. */
class BehaviourQuestionsTest {

    private static final Behaviour SOMEBODY = behaviourOf(
            track("Product Viewed", "2027-03-01T09:00:00Z", Map.of("category", "TV", "value", 10)),
            track("Product Viewed", "2027-02-24T09:00:00Z", Map.of("category", "Hi-Fi", "value", "2.5")),
            track("Product Viewed", "2027-02-22T09:00:00Z", Map.of("category", "TV")),
            track("Product Added", "2027-02-15T09:00:00Z", Map.of("category", "Hi-Fi")),
            order("o-1", "2027-01-10T09:00:00Z", 250),
            order("o-2", "2027-02-01T09:00:00Z", 100),
            track("Order Refunded", "2027-02-05T09:00:00Z", Map.of("order_id", "o-1", "value", 49)));

    private static final Map<String, Object> TRAITS = Map.of(
            "puppyBornOn", "2026-09-01",
            "renewalAt", "2027-03-08T23:00:00Z",
            "interests", List.of("Cats", "Hi Fi"),
            "plan", "pro");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timesWithinDays(\"Product Viewed\", 6) == 2",
                "timesWithinDays(\"Product Viewed\", 5) == 1",
                "timesWithinDays(\"Product Viewed\", 92) == 3",
                "timesWithinDays(\"Nothing\", 92) == 0",
                "valueOf(\"Product Viewed\") == 12.5",
                "valueOf(\"Nothing\") == 0",
                "lastProperty(\"Product Viewed\", \"category\") == \"TV\"",
                "lastProperty(\"Product Viewed\", \"nothing\") == \"\"",
                "daysSinceTrait(\"puppyBornOn\") == 181",
                "monthsSinceTrait(\"puppyBornOn\") == 6",
                "yearsSinceTrait(\"puppyBornOn\") == 0",
                "daysUntilTrait(\"renewalAt\") == 7",
                "!(daysUntilTrait(\"puppyBornOn\") <= 7)",
                "!(daysSinceTrait(\"renewalAt\") <= 7)",
                "!(monthsSinceTrait(\"plan\") >= 0)",
                "!(monthsSinceTrait(\"nothing\") >= 0)",
                "interestIn(\"tv\") > 1.7 && interestIn(\"tv\") < 1.71",
                "interestIn(\"nothing\") == 0",
                "prefers(\"hi-fi\")",
                "!prefers(\"tv\")",
                "favouriteCategory == \"hi-fi\"",
                "favouriteCategory() == \"hi-fi\"",
                "orders == 2",
                "orderValue == 301",
                "daysSinceOrder == 28",
                "r >= 4, f >= 2, m >= 4",
                "r == 5 && f == 2 && m == 4",
                "r > f",
                "daysUntilRunsOut(\"dog-food\") == 2",
                "runsOutWithinDays(\"Dog Food\", 2)",
                "!runsOutWithinDays(\"dog-food\", 1)",
                "!runsOutWithinDays(\"cat-food\", 5)",
                "runsOutConfidence(\"dog-food\") == \"default\"",
                "runsOutConfidence(\"cat-food\") == \"\""
            })
    void shouldHoldForThisPerson(String condition) {
        assertThat(aRuleSet(condition).evaluate(somebody())).as(condition).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "timesWithinDays(\"Product Viewed\", 7) == 0",
                "valueOf(\"Product Viewed\") == 0",
                "lastProperty(\"Product Viewed\", \"category\") == \"\"",
                "favouriteCategory == \"\"",
                "interestIn(\"tv\") == 0",
                "orders == 0 && orderValue == 0",
                "r == 0 && f == 0 && m == 0",
                "!(daysSinceOrder >= 0)",
                "!(daysUntilRunsOut(\"dog-food\") <= 5)"
            })
    void shouldHoldForWhoNeverDidAnything(String condition) {
        assertThat(aRuleSet(condition).evaluate(new ProfileFacts(Map.of(), Map.of(), NOON)))
                .as(condition)
                .hasSize(1);
    }

    @ParameterizedTest(name = "at {0} within {1} days: {2}")
    @CsvSource({
        "2027-03-01T08:59:59Z, 8, 3",
        "2027-03-02T00:00:00Z, 8, 2",
        "2027-03-08T00:00:00Z, 8, 1",
        "2027-05-31T23:59:59Z, 92, 1",
        "2027-06-01T00:00:00Z, 92, 0"
    })
    void shouldLetTimePassOverDays(Instant now, int days, int times) {
        // given
        var rule = aRuleSet("timesWithinDays(\"Product Viewed\", %d) == %d".formatted(days, times));

        // when / then
        assertThat(rule.evaluate(new ProfileFacts(Map.of(), SOMEBODY, now))).hasSize(1);
    }

    @Test
    void shouldPreferWhatWasSaidToWhatWasSeen() {
        // given
        var rule = aRuleSet("favouriteCategory == \"dogs\"");

        // when / then
        assertThat(Stream.<Map<String, Object>>of(
                        Map.of("preferredCategory", "Dogs", "interests", "tv, hi-fi"),
                        Map.of("interests", "Dogs"),
                        Map.of("interests", "Dogs, Cats"),
                        Map.of("interests", List.of("Dogs", 7, "Cats"))))
                .allSatisfy(traits -> assertThat(rule.evaluate(new ProfileFacts(traits, SOMEBODY, NOON)))
                        .hasSize(1));
        assertThat(aRuleSet("favouriteCategory == \"hi-fi\"")
                        .evaluate(new ProfileFacts(Map.of("interests", List.of()), SOMEBODY, NOON)))
                .as("seen, where nothing was said")
                .hasSize(1);
    }

    @Test
    void shouldExplainADecisionByTheAnswers() {
        // given
        var rules = aRuleSet(
                "timesWithinDays(\"Product Viewed\", 7) >= 1, r >= 4, orderValue > 1, favouriteCategory != \"\","
                        + " daysUntilTrait(\"nothing\") != 3, monthsSinceTrait(\"puppyBornOn\") >= 1");

        // when
        var decision = rules.evaluate(somebody()).getFirst();

        // then
        var answers = answers(decision);
        assertThat(answers)
                .containsEntry("timesWithinDays(\"Product Viewed\", 7)", 2L)
                .containsEntry("r()", 5)
                .containsEntry("orderValue()", 301.0)
                .containsEntry("favouriteCategory()", "hi-fi")
                .containsEntry("monthsSinceTrait(\"puppyBornOn\")", 6.0)
                .containsEntry("daysUntilTrait(\"nothing\")", null)
                .hasSize(6);
        assertThat(decision.facts()).containsKeys("events", "traits");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "did('A'), A",
        "hasTrait('a'), identify",
        "did('A') || hasTrait('a'), A|identify",
        "interestIn('tv') > 1, Product Viewed|Order Completed|identify|page",
        "orders > 1, Order Completed|Order Cancelled",
        "r > 1, Order Refunded|Order Updated",
        "'runsOutWithinDays(''dog-food'', 5)', Order Completed"
    })
    void shouldCareAboutWhatCanChangeAnAnswer(String condition, String events) {
        // given
        var asked = aRuleSet(condition.replace('\'', '"')).asked();

        // when / then
        assertThat(events.split("[|]")).allMatch(name -> asked.cares(named(name)));
        assertThat(asked.cares(named("Something Else"))).isFalse();
    }

    @Test
    void shouldTellWhetherTimeAloneChangesAnAnswer() {
        assertThat(List.of("did(\"A\")", "orders > 1", "f > 1", "traitFlag(\"a\")", "valueOf(\"A\") > 1"))
                .noneMatch(condition -> aRuleSet(condition).asked().time());
        assertThat(List.of(
                        "didWithinHours(\"A\", 1)",
                        "timesWithinDays(\"A\", 1) > 1",
                        "r > 1",
                        "interestIn(\"a\") > 1",
                        "yearsSinceTrait(\"a\") > 1",
                        "runsOutWithinDays(\"a\", 1)"))
                .allMatch(condition -> aRuleSet(condition).asked().time());
    }

    private static EventIngested named(String name) {
        var type = List.of("identify", "page").contains(name) ? name : "track";
        return Happenings.event(type, type.equals("track") ? name : null, NOON, Happenings.json("{}"));
    }

    @SuppressWarnings("unchecked")
    private static Map<String, @Nullable Object> answers(Decision decision) {
        return (Map<String, @Nullable Object>) decision.facts().get("answers");
    }

    private static ProfileFacts somebody() {
        return new ProfileFacts(TRAITS, SOMEBODY, NOON);
    }

    private static EventIngested order(String id, String at, int total) {
        return track(
                "Order Completed",
                at,
                Map.of("order_id", id, "total", total, "products", List.of(Map.of("category", "Dog Food"))));
    }

    private static RuleSet aRuleSet(String condition) {
        var rule = """
                rule "A rule"
                    @segment("some") @title("Some people") @owner("growth")
                when
                    Profile( %s )
                then
                    segment.add("because");
                end
                """.formatted(condition);
        return accepted(List.of(aRuleFile("some", rule)));
    }
}
