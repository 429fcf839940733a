package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls at an hour when one may call, and goes on by the outcome. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ShouldntLoseCallJourneyTest {

    private final JourneyRun journey = new JourneyRun("shouldnt-lose-call");

    @Test
    void shouldCallAndGoOnByTheOutcome() {
        // given
        var talked = enters("Ada");
        var refused = enters("Ben");
        var notReached = enters("Cleo");
        var forgotten = enters("Dan");
        var ordered = enters("Eve");

        // when it has become ten in the morning, and two hours more at most
        letPass("PT26H");
        for (var person : new Person[] {talked, refused, notReached, forgotten, ordered}) {
            journey.awaitAt(person, "Gateway_Call");
        }
        journey.finishesTask(talked, "talked").finishesTask(refused, "refused").finishesTask(notReached, "not-reached");
        ordered.tracks("Order Completed");

        // then
        journey.awaitAt(talked, "Event_OfferTime")
                .awaitOutcome(refused, "left-alone")
                .awaitAt(notReached, "Event_LetterTime")
                .awaitOutcome(ordered, "converted");
        assertThat(journey.mailsOf(talked)).containsExactly("only-for-you");

        // when
        letPass("P2D");
        journey.awaitAt(forgotten, "Event_LetterTime");
        letPass("P14D");

        // then
        journey.awaitOutcome(talked, "no-order")
                .awaitOutcome(notReached, "no-answer")
                .awaitOutcome(forgotten, "no-answer");
        assertThat(journey.mailsOf(forgotten)).containsExactly("we-tried-to-call");
    }

    private Person enters(String name) {
        var person = somebody(name, "offers");
        journey.enrols(person).awaitAt(person, "Event_HourToCall");
        return person;
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
