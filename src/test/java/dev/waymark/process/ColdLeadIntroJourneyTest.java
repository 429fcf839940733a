package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Two short words, a month apart, and warm treatment for who shows interest. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ColdLeadIntroJourneyTest {

    private final JourneyRun journey = new JourneyRun("cold-lead-intro");

    @Test
    void shouldTreatAsWarmWhoShowsInterest() {
        // given
        var people = journey.enrols(4, () -> somebody("Ada", "product-news"));
        people.forEach(person -> journey.awaitAt(person, "Gateway_Sign"));

        // when
        people.get(0).tracks("Message Clicked");
        people.get(1).tracks("Page Viewed");
        journey.awaitAt(people.get(0), "Event_FiveDays").awaitOutcome(people.get(1), "converted");
        letPass("P30D");
        journey.awaitOutcome(people.get(0), "warmed-up")
                .awaitAt(people.get(2), "Gateway_LateSign")
                .awaitAt(people.get(3), "Gateway_LateSign");
        people.get(2).tracks("Product Viewed");
        journey.awaitAt(people.get(2), "Event_FiveDays");
        letPass("P30D");

        // then
        journey.awaitOutcome(people.get(2), "warmed-up").awaitOutcome(people.get(3), "no-sign");
        assertThat(journey.mailsOf(people.get(0))).containsExactly("hello-again", "others-say", "popular-now");
        assertThat(journey.mailsOf(people.get(2)))
                .containsExactly("hello-again", "still-here", "others-say", "popular-now");
        assertThat(journey.mailsOf(people.get(3))).containsExactly("hello-again", "still-here");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
