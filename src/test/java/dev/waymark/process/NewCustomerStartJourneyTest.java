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

/** Helps new customers until they use what they have bought. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NewCustomerStartJourneyTest {

    private final JourneyRun journey = new JourneyRun("new-customer-start");

    @Test
    void shouldHelpUntilTheyUseIt() {
        // given
        var atOnce = buysFirst("Ada");
        var late = buysFirst("Ben");
        var never = buysFirst("Cleo");
        var again = buysFirst("Dan");

        // when
        atOnce.tracks("Key Feature Used");
        again.tracks("Order Completed", Map.of("order_id", again.userId() + "-2", "revenue", 30));
        journey.awaitAt(atOnce, "Event_SettledIn").awaitOutcome(again, "converted");
        letPass("P7D");
        journey.awaitAt(late, "Gateway_LateUse").awaitAt(never, "Gateway_LateUse");
        late.tracks("Key Feature Used");
        journey.awaitAt(late, "Event_SettledIn");
        letPass("P14D");

        // then
        journey.awaitOutcome(atOnce, "settled-in")
                .awaitOutcome(late, "settled-in")
                .awaitOutcome(never, "not-started");
        assertThat(journey.mailsOf(atOnce)).containsExactly("good-start", "get-more");
        assertThat(journey.mailsOf(late)).containsExactly("good-start", "first-steps", "get-more");
        assertThat(journey.mailsOf(never)).containsExactly("good-start", "first-steps");
    }

    private Person buysFirst(String name) {
        var person = somebody(name, "onboarding", "content");
        person.tracks("Order Completed", Map.of("order_id", person.userId(), "revenue", 30));
        journey.awaitAt(person, "Gateway_FirstUse");
        return person;
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
