package dev.waymark.segment.drools;

import static dev.waymark.behaviour.BehaviourFixtures.behaviourOf;
import static dev.waymark.behaviour.Happenings.track;
import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static dev.waymark.segment.drools.RuleTexts.accepted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.Behaviour;
import dev.waymark.behaviour.Behaviours;
import dev.waymark.behaviour.Happenings;
import dev.waymark.event.EventIngested;
import dev.waymark.segment.Asked;
import dev.waymark.segment.Decision;
import dev.waymark.segment.ProfileFacts;
import dev.waymark.segment.RuleSet;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
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
                "Profile( timesWithinDays(\"Product Viewed\", 6) == 2 )",
                "Profile( timesWithinDays(\"Product Viewed\", 5) == 1 )",
                "Profile( timesWithinDays(\"Product Viewed\", 92) == 3 )",
                "Profile( timesWithinDays(\"Nothing\", 92) == 0 )",
                "Profile( valueOf(\"Product Viewed\") == 12.5 )",
                "Profile( valueOf(\"Nothing\") == 0 )",
                "Profile( lastProperty(\"Product Viewed\", \"category\") == \"TV\" )",
                "Profile( lastProperty(\"Product Viewed\", \"nothing\") == \"\" )",
                "Profile( daysSinceTrait(\"puppyBornOn\") == 181 )",
                "Profile( monthsSinceTrait(\"puppyBornOn\") == 6 )",
                "Profile( yearsSinceTrait(\"puppyBornOn\") == 0 )",
                "Profile( daysUntilTrait(\"renewalAt\") == 7 )",
                "Profile( !(daysUntilTrait(\"puppyBornOn\") <= 7) )",
                "Profile( !(daysSinceTrait(\"renewalAt\") <= 7) )",
                "Profile( !(monthsSinceTrait(\"plan\") >= 0) )",
                "Profile( !(monthsSinceTrait(\"nothing\") >= 0) )",
                "Interest( in(\"tv\") > 1.7 && in(\"tv\") < 1.71 )",
                "Interest( in(\"nothing\") == 0 )",
                "Interest( prefers(\"hi-fi\") )",
                "Interest( !prefers(\"tv\") )",
                "Interest( favourite == \"hi-fi\" )",
                "Interest( favourite() == \"hi-fi\" )",
                "Orders( count == 2 )",
                "Orders( value == 301 )",
                "Orders( daysSinceLast == 28 )",
                "Rfm( r >= 4, f >= 2, m >= 4 )",
                "Rfm( r == 5 && f == 2 && m == 4 )",
                "Rfm( r > f )",
                "Supply( daysUntilRunsOut(\"dog-food\") == 2 )",
                "Supply( runsOutWithinDays(\"Dog Food\", 2) )",
                "Supply( !runsOutWithinDays(\"dog-food\", 1) )",
                "Supply( !runsOutWithinDays(\"cat-food\", 5) )",
                "Supply( confidence(\"dog-food\") == \"default\" )",
                "Supply( confidence(\"cat-food\") == \"\" )"
            })
    void shouldHoldForThisPerson(String condition) {
        assertThat(aRuleSet(condition).evaluate(somebody())).as(condition).hasSize(1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Profile( timesWithinDays(\"Product Viewed\", 7) == 0 )",
                "Profile( valueOf(\"Product Viewed\") == 0 )",
                "Profile( lastProperty(\"Product Viewed\", \"category\") == \"\" )",
                "Interest( favourite == \"\" )",
                "Interest( in(\"tv\") == 0 )",
                "Orders( count == 0 && value == 0 )",
                "Rfm( r == 0 && f == 0 && m == 0 )",
                "Orders( !(daysSinceLast >= 0) )",
                "Supply( !(daysUntilRunsOut(\"dog-food\") <= 5) )"
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
        var rule = aRuleSet("Profile( timesWithinDays(\"Product Viewed\", %d) == %d )".formatted(days, times));

        // when / then
        assertThat(rule.evaluate(new ProfileFacts(Map.of(), SOMEBODY, now))).hasSize(1);
    }

    @Test
    void shouldPreferWhatWasSaidToWhatWasSeen() {
        // given
        var rule = aRuleSet("Interest( favourite == \"dogs\" )");

        // when / then
        assertThat(Stream.<Map<String, Object>>of(
                        Map.of("preferredCategory", "Dogs", "interests", "tv, hi-fi"),
                        Map.of("interests", "Dogs"),
                        Map.of("interests", "Dogs, Cats"),
                        Map.of("interests", List.of("Dogs", 7, "Cats"))))
                .allSatisfy(traits -> assertThat(rule.evaluate(new ProfileFacts(traits, SOMEBODY, NOON)))
                        .hasSize(1));
        assertThat(aRuleSet("Interest( favourite == \"hi-fi\" )")
                        .evaluate(new ProfileFacts(Map.of("interests", List.of()), SOMEBODY, NOON)))
                .as("seen, where nothing was said")
                .hasSize(1);
    }

    @Test
    void shouldExplainADecisionByTheAnswers() {
        // given
        var rules = aRuleSet("Profile( timesWithinDays(\"Product Viewed\", 7) >= 1, daysUntilTrait(\"nothing\") != 3,"
                + " monthsSinceTrait(\"puppyBornOn\") >= 1 )"
                + " Rfm( r >= 4 ) Orders( value > 1 ) Interest( favourite != \"\" )");

        // when
        var decision = rules.evaluate(somebody()).getFirst();

        // then
        var answers = answers(decision);
        assertThat(answers)
                .containsEntry("Profile.timesWithinDays(\"Product Viewed\", 7)", 2L)
                .containsEntry("Rfm.r", 5)
                .containsEntry("Orders.value", 301.0)
                .containsEntry("Interest.favourite", "hi-fi")
                .containsEntry("Profile.monthsSinceTrait(\"puppyBornOn\")", 6.0)
                .containsEntry("Profile.daysUntilTrait(\"nothing\")", null)
                .hasSize(6);
        assertThat(decision.facts()).containsKeys("events", "traits");
    }

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "Profile( did('A') ), A",
        "'Profile( didAfter(''A'', ''B'') )', A|B",
        "Profile( hasTrait('a') ), identify",
        "Profile( did('A') || hasTrait('a') ), A|identify",
        "Interest( in('tv') > 1 ), Product Viewed|Order Completed|identify|page",
        "Interest( prefers('tv') ), identify",
        "Orders( count > 1 ), Order Completed|Order Cancelled",
        "Rfm( r > 1 ), Order Refunded|Order Updated",
        "'Supply( runsOutWithinDays(''dog-food'', 5) )', Order Completed"
    })
    void shouldCareAboutWhatCanChangeAnAnswer(String condition, String events) {
        // given
        var asked = aRuleSet(condition.replace('\'', '"')).asked();

        // when / then
        assertThat(events.split("[|]")).allMatch(name -> cares(asked, named(name), "tv"));
        assertThat(cares(asked, named("Something Else"), "tv")).isFalse();
    }

    @Test
    void shouldNotCareAboutInterestInWhatNobodyAsksAbout() {
        // given
        var asked = aRuleSet("Interest( in(\"TV sets\") > 1 )").asked();

        // when / then
        assertThat(cares(asked, named("Product Viewed"), "tv-sets")).isTrue();
        assertThat(cares(asked, named("Product Viewed"), "tents")).isFalse();
        assertThat(cares(aRuleSet("Interest( favourite == \"tv\" )").asked(), named("Product Viewed"), "tents"))
                .isTrue();
    }

    private static boolean cares(Asked asked, EventIngested event, String category) {
        return asked.cares(event, Behaviours.canShowInterest(event.type(), event.name()) ? Set.of(category) : Set.of());
    }

    @Test
    void shouldForeseeNoChangeOfWhatTimeAloneDoesNotChange() {
        assertThat(List.of(
                        "Profile( did(\"A\") )",
                        "Orders( count > 1 )",
                        "Interest( prefers(\"a\") )",
                        "Rfm( f > 1 )",
                        "Profile( traitFlag(\"a\") )",
                        "Profile( valueOf(\"A\") > 1 )",
                        "Consent( given(\"news\", \"email\") )"))
                .allMatch(condition ->
                        aRuleSet(condition).all().nextChange(somebody()).isEmpty());
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
                    %s
                then
                    segment.add("because");
                end
                """.formatted(condition);
        return accepted(List.of(aRuleFile("some", rule)));
    }
}
