package dev.waymark.segment.drools;

import static dev.waymark.behaviour.BehaviourFixtures.behaviourOf;
import static dev.waymark.behaviour.Happenings.track;
import static dev.waymark.segment.drools.FactsFixtures.NOON;
import static dev.waymark.segment.drools.RuleTexts.aRuleFile;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.Behaviour;
import dev.waymark.event.EventIngested;
import dev.waymark.segment.ProfileFacts;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** When somebody has to be looked at again; it is noon on 2027-03-01. */
class OutlookTest {

    private static final Behaviour SOMEBODY = behaviourOf(
            track("A", "2027-02-28T09:00:00Z", Map.of()),
            track("A", "2027-02-20T09:00:00.000001Z", Map.of()),
            track("Later", "2027-04-01T08:00:00Z", Map.of()),
            track("Product Viewed", "2027-02-27T09:00:00Z", Map.of("category", "TV")),
            track("Product Viewed", "2027-02-27T09:00:00Z", Map.of("category", "TV")),
            order("2027-02-01T09:00:00Z"));

    private static final Map<String, Object> TRAITS =
            Map.of("bornOn", "2026-09-30", "renewalOn", "2027-03-11", "plan", "pro");

    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource(delimiter = ';', textBlock = """
            Profile( didWithinHours("A", 48) ) ; 2027-03-02T09:00:00.000001Z
            Profile( didWithinDays("A", 30) ) ; 2027-03-30T09:00:00.000001Z
            Profile( did("Later") ) ; 2027-04-01T08:00:00Z
            Profile( times("Later") > 0 ) ; 2027-04-01T08:00:00Z
            Profile( didWithinHours("Later", 1) ) ; 2027-04-01T08:00:00Z
            Profile( timesWithinDays("A", 30) >= 2 ) ; 2027-03-22T00:00:00Z
            Profile( timesWithinDays("A", 30) >= 1 ) ; 2027-03-30T00:00:00Z
            Profile( timesWithinDays("Later", 7) == 1 ) ; 2027-04-01T00:00:00Z
            Profile( daysSinceTrait("bornOn") > 364 ) ; 2027-09-30T00:00:00Z
            Profile( monthsSinceTrait("bornOn") >= 12 ) ; 2027-09-30T00:00:00Z
            Profile( yearsSinceTrait("bornOn") == 1 ) ; 2027-09-30T00:00:00Z
            Profile( monthsSinceTrait("bornOn") < 6 ) ; 2027-03-30T00:00:00Z
            Profile( daysUntilTrait("renewalOn") <= 7 ) ; 2027-03-04T00:00:00Z
            Profile( daysUntilTrait("renewalOn") > 0 ) ; 2027-03-11T00:00:00Z
            Profile( daysUntilTrait("renewalOn") >= 0 ) ; 2027-03-12T00:00:00Z
            Profile( daysUntilTrait("renewalOn") != 8 ) ; 2027-03-03T00:00:00Z
            Profile( daysSinceTrait("renewalOn") < 5 ) ; 2027-03-11T00:00:00Z
            Profile( daysSinceTrait("renewalOn") == 5 ) ; 2027-03-16T00:00:00Z
            Interest( in("tv") >= 1 ) ; 2027-03-14T00:00:00Z
            Interest( in("tv") > 0.5 ) ; 2027-03-27T00:00:00Z
            Orders( daysSinceLast > 90 ) ; 2027-05-03T00:00:00Z
            Rfm( r == 5 ) ; 2027-03-04T00:00:00Z
            Rfm( r <= 3 ) ; 2027-05-03T00:00:00Z
            Rfm( r > f ) ; 2028-02-02T00:00:00Z
            Supply( daysUntilRunsOut("dog-food") <= 0 ) ; 2027-03-03T00:00:00Z
            Supply( runsOutWithinDays("dog-food", 1) ) ; 2027-03-02T00:00:00Z
            Supply( runsOutWithinDays("dog-food", 5) ) ; 2027-03-04T00:00:00Z
            Profile( did("A") && didWithinHours("A", 48) ) ; 2027-03-02T09:00:00.000001Z
            Rfm( r == 5 ) or Profile( didWithinHours("A", 48) ) ; 2027-03-04T00:00:00Z
            Rfm( r == 4 ) Profile( did("Later") ) ; 2027-04-01T08:00:00Z
            not Rfm( r == 5 ) or not Profile( didWithinHours("A", 48) ) ; 2027-03-02T09:00:00.000001Z
            """)
    void shouldNameTheMoment(String condition, Instant next) {
        assertThat(nextChange(condition)).contains(next);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "Profile( did(\"A\") )",
                "Profile( times(\"A\") > 5 )",
                "Profile( !didWithinHours(\"A\", 5) )",
                "Profile( didWithinHours(\"Never\", 5) )",
                "Profile( timesWithinDays(\"A\", 7) > 2 )",
                "Profile( traitText(\"plan\") == \"pro\" )",
                "Profile( daysSinceTrait(\"plan\") > 5 )",
                "Profile( monthsSinceTrait(\"bornOn\") >= 5 )",
                "Profile( daysUntilTrait(\"bornOn\") <= 5 )",
                "Interest( in(\"tv\") > 5 )",
                "Orders( count > 0 )",
                "Rfm( r > 0 )",
                "Supply( runsOutWithinDays(\"cat-food\", 5) )",
                "Profile( did(\"Never\") && didWithinDays(\"A\", 30) )",
                "Profile( did(\"A\") || didWithinDays(\"A\", 30) )"
            })
    void shouldNotLookAgainForWhatTimeCannotChange(String condition) {
        assertThat(nextChange(condition)).isEmpty();
    }

    @Test
    void shouldSeeADayAheadEnd() {
        // given
        var facts = new ProfileFacts(
                Map.of(),
                behaviourOf(track("X", "2027-03-01T09:00:00Z", Map.of()), track("X", "2027-03-02T09:00:00Z", Map.of())),
                NOON);

        // when / then
        assertThat(read("Profile( timesWithinDays(\"X\", 2) >= 1 )").nextChange(facts))
                .contains(Instant.parse("2027-03-04T00:00:00Z"));
    }

    @Test
    void shouldLookAgainWhenADateOfARuleComes() {
        assertThat(nextChange("Now( isFrom(\"2027-06-01\") )")).contains(Instant.parse("2027-06-01T00:00:00Z"));
        assertThat(nextChange("Now( isBefore(\"2027-03-01T12:00:00.000001Z\") )"))
                .contains(Instant.parse("2027-03-01T12:00:00.000001Z"));
        assertThat(nextChange("Now( isFrom(\"2027-01-01\") )")).isEmpty();
    }

    /** Two interests of the same weight by reckoning: which one is ahead must not depend on rounding. */
    @Test
    void shouldNotLookAgainAtInterestsThatAreClose() {
        // given
        var facts = new ProfileFacts(
                Map.of(),
                behaviourOf(
                        viewed("2027-01-25T09:00:00Z", "a"),
                        viewed("2027-01-25T09:00:00Z", "a"),
                        viewed("2027-02-08T09:00:00Z", "b"),
                        viewed("2027-02-10T09:00:00Z", "a"),
                        viewed("2027-02-10T09:00:00Z", "b")),
                NOON);
        var file = read("Interest( favourite == \"a\" )");

        // when / then
        var known = Truth.holds(file.any(), facts);
        assertThat(file.nextChange(facts)).isEmpty();
        for (var day = 1; day < 1_000; day++) {
            var later = facts.at(NOON.plus(Duration.ofDays(day)));
            assertThat(Truth.holds(file.any(), later)).as("after %s days", day).isEqualTo(known);
        }
    }

    private static EventIngested viewed(String at, String category) {
        return track("Product Viewed", at, Map.of("category", category));
    }

    private static EventIngested order(String at) {
        return track(
                "Order Completed",
                at,
                Map.of("order_id", "o", "total", 250, "products", List.of(Map.of("category", "Dog Food"))));
    }

    private static Optional<Instant> nextChange(String condition) {
        return read(condition).nextChange(new ProfileFacts(TRAITS, SOMEBODY, NOON));
    }

    private static ReadFile read(String condition) {
        var text = """
                rule "A rule" @segment("some") @title("Some people") @owner("growth")
                when %s
                then segment.add("because"); end
                """.formatted(condition);
        var findings = new FileFindings("some.drl");
        return ReadFile.of(CheckedFile.read(aRuleFile("some", text), findings)
                .orElseThrow(() -> new AssertionError(findings.asList())));
    }
}
