package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Cares for loyal customers one by one, and for the discontented at once. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LoyalCareJourneyTest {

    private final JourneyRun journey = new JourneyRun("loyal-care");

    @Test
    void shouldGoOnByTheOpinion() {
        // given
        var people = journey.enrols(4, () -> somebody("Ada", "offers", "feedback", "product-news"));
        people.forEach(person -> journey.awaitAt(person, "Event_TwoWeeks"));

        // when
        people.get(3).tracks("Order Completed");
        letPass("P14D");
        people.subList(0, 3).forEach(person -> journey.awaitAt(person, "Gateway_Opinion"));
        people.get(0).tracks("Feedback Given", Map.of("rating", 5));
        people.get(1).tracks("Feedback Given", Map.of("rating", 2));
        journey.awaitAt(people.get(0), "Event_TrialTime").awaitOutcome(people.get(1), "cared-for");
        letPass("P14D");
        journey.awaitAt(people.get(2), "Event_TrialTime");
        letPass("P14D");

        // then
        journey.awaitOutcome(people.get(0), "no-order")
                .awaitOutcome(people.get(2), "no-order")
                .awaitOutcome(people.get(3), "converted");
        assertThat(journey.mailsOf(people.get(0))).containsExactly("one-by-one", "your-opinion", "early-trial");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
