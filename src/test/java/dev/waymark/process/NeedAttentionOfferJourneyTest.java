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

/** An offer that ends after a week, and none for who waits for discounts. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NeedAttentionOfferJourneyTest {

    private final JourneyRun journey = new JourneyRun("need-attention-offer");

    @Test
    void shouldMakeAnOfferThatEnds() {
        // given
        var people = journey.enrols(3, () -> somebody("Ada", "offers"));
        var hunter =
                journey.enrols(1, NeedAttentionOfferJourneyTest::bargainHunter).getFirst();
        people.forEach(person -> journey.awaitAt(person, "Gateway_Offer"));
        journey.awaitAt(hunter, "Event_NewsWeek");

        // when
        people.get(0).tracks("Coupon Applied");
        people.get(1).tracks("Order Completed");
        journey.awaitAt(people.get(0), "Event_TimeToPay").awaitOutcome(people.get(1), "converted");
        letPass("P5D");
        journey.awaitAt(people.get(2), "Event_OfferOver").awaitOutcome(people.get(0), "code-used");
        letPass("P2D");

        // then
        journey.awaitOutcome(people.get(2), "offer-over").awaitOutcome(hunter, "informed");
        assertThat(journey.mailsOf(people.get(0))).containsExactly("one-week-offer");
        assertThat(journey.mailsOf(people.get(2))).containsExactly("one-week-offer", "offer-ends");
        assertThat(journey.mailsOf(hunter)).containsExactly("what-is-new");
    }

    private static Person bargainHunter() {
        var person = somebody("Ben", "offers", "product-news");
        return person.tracks("Order Completed", Map.of("order_id", person.userId(), "revenue", 30))
                .tracks("Coupon Applied")
                .tracks("Coupon Applied");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
