package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Thanks at once, and says nothing about an order of long ago. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ThankYouJourneyTest {

    private final JourneyRun journey = new JourneyRun("thank-you");

    @Test
    void shouldThankAtOnceAndCountWhatPeopleTellUs() {
        // when
        var ada = somebody("Ada").tracks("Order Completed", Map.of("order_id", "t-1", "revenue", 40));
        var ben = somebody("Ben").tracks("Order Completed", Map.of("order_id", "t-2", "revenue", 40));

        // then
        journey.awaitAt(ada, "Event_FeedbackTimeOver").awaitAt(ben, "Event_FeedbackTimeOver");
        assertThat(journey.mailsOf(ada)).containsExactly("thank-you");

        // when
        ada.tracks("Feedback Given");
        letPass("P14D");

        // then
        journey.awaitOutcome(ada, "converted").awaitOutcome(ben, "no-feedback");
    }

    @Test
    void shouldSayNothingBeforeTheOrderIsPaid() {
        // when
        var cleo = somebody("Cleo").tracks("Order Completed", Map.of("payment_status", "pending"));

        // then
        assertThat(journey.hasEnrolled(cleo)).isFalse();
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
