package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Asks sleepers back twice, and lets be who has looked in. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WinBackJourneyTest {

    private final JourneyRun journey = new JourneyRun("win-back");

    @Test
    void shouldAskTwiceAndStopAtTheFirstSign() {
        // given
        var people = journey.enrols(4, () -> somebody("Ada", "offers"));
        people.forEach(person -> journey.awaitAt(person, "Gateway_Reaction"));

        // when
        people.get(0).tracks("Message Clicked");
        people.get(1).tracks("Order Completed");
        letPass("P7D");
        people.subList(2, 4).forEach(person -> journey.awaitAt(person, "Gateway_LastReaction"));
        people.get(2).tracks("Coupon Applied");
        letPass("P7D");

        // then
        journey.awaitOutcome(people.get(0), "looked-in")
                .awaitOutcome(people.get(1), "converted")
                .awaitOutcome(people.get(2), "looked-in-late")
                .awaitOutcome(people.get(3), "no-reaction");
        assertThat(journey.mailsOf(people.get(0))).containsExactly("we-miss-you");
        assertThat(journey.mailsOf(people.get(3))).containsExactly("we-miss-you", "last-chance");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
