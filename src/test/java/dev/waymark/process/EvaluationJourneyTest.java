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

/** Asks how it was a week after the order, and goes on by what the person says. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class EvaluationJourneyTest {

    private final JourneyRun journey = new JourneyRun("evaluation");

    @Test
    void shouldGoOnByWhatThePersonSays() {
        // given
        var happy = orders("Ada");
        var caredFor = orders("Ben");
        var forgotten = orders("Cleo");
        var silent = orders("Dan");
        var reviewer = orders("Eve");
        var refunded = orders("Fay");

        // when
        refunded.tracks("Order Refunded", Map.of("order_id", refunded.userId()));
        letPass("P7D");
        for (var person : new Person[] {happy, caredFor, forgotten, silent, reviewer}) {
            journey.awaitAt(person, "Gateway_Reaction");
        }
        happy.tracks("Feedback Given", Map.of("rating", 5));
        caredFor.tracks("Feedback Given", Map.of("rating", 2));
        forgotten.tracks("Feedback Given", Map.of("rating", 1));
        reviewer.tracks("Product Reviewed", Map.of("rating", 4));

        // then
        journey.awaitOutcome(refunded, "exit-order-refunded")
                .awaitOutcome(happy, "happy")
                .awaitOutcome(reviewer, "converted")
                .awaitAt(caredFor, "Gateway_Care")
                .awaitAt(forgotten, "Gateway_Care")
                .finishesTask(caredFor, "done")
                .awaitOutcome(caredFor, "cared-for");
        assertThat(journey.mailsOf(happy)).containsExactly("related-and-review", "refer-a-friend");
        assertThat(journey.mailsOf(refunded)).isEmpty();

        // when
        letPass("P2D");
        journey.awaitOutcome(forgotten, "care-missed");
        letPass("P12D");
        journey.awaitAt(silent, "Event_StillNothing");
        letPass("P7D");

        // then
        journey.awaitOutcome(silent, "no-reaction");
        assertThat(journey.mailsOf(silent)).containsExactly("related-and-review", "review-reminder");
    }

    private Person orders(String name) {
        var person = somebody(name, "feedback");
        person.tracks("Order Completed", Map.of("order_id", person.userId(), "revenue", 30));
        journey.awaitAt(person, "Event_TriedOut");
        return person;
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
