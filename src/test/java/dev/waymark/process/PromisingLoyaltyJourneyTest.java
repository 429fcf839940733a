package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Thanks who buys again, and cares two days later. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PromisingLoyaltyJourneyTest {

    private final JourneyRun journey = new JourneyRun("promising-loyalty");

    @Test
    void shouldThankCareAndShowWhatItIsWorthToStay() {
        // given
        var ada = buysTwice("Ada");
        var ben = buysTwice("Ben");
        var cleo = buysTwice("Cleo");

        // when
        letPass("P2D");
        journey.awaitAt(ada, "Gateway_Visit").awaitAt(ben, "Gateway_Visit").awaitAt(cleo, "Gateway_Visit");
        ben.tracks("Visit Planned");
        cleo.tracks("Order Completed", Map.of("order_id", cleo.userId() + "-3", "revenue", 1));
        journey.awaitAt(ben, "Event_TimeToThink").awaitOutcome(cleo, "converted");
        letPass("P5D");
        journey.awaitAt(ada, "Event_TimeToThink");
        letPass("P7D");
        journey.awaitAt(ada, "Event_RecencyNears").awaitAt(ben, "Event_RecencyNears");
        letPass("P7D");

        // then
        journey.awaitOutcome(ada, "no-order").awaitOutcome(ben, "no-order");
        assertThat(journey.mailsOf(ada))
                .containsExactly("thanks-again", "care-tip", "loyalty-programme", "how-are-we-doing");
    }

    private Person buysTwice(String name) {
        var person = somebody(name, "product-news", "content", "feedback");
        person.tracks("Order Completed", Map.of("order_id", person.userId() + "-1", "revenue", 1));
        assertThat(journey.hasEnrolled(person)).isFalse();
        person.tracks("Order Completed", Map.of("order_id", person.userId() + "-2", "revenue", 1));
        journey.awaitAt(person, "Event_TwoDays");
        return person;
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
