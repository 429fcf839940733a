package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Reminds in time, and stops with a new order. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ReplenishmentJourneyTest {

    private final JourneyRun journey = new JourneyRun("replenishment");

    @Test
    void shouldRemindOnceAndEndWithAnOrder() {
        // given
        var people = journey.enrols(2, () -> somebody("Ada", "reminders"));
        people.forEach(person -> journey.awaitAt(person, "Event_RunOut"));

        // when
        people.get(0).tracks("Order Completed");
        letPass("P5D");

        // then
        journey.awaitOutcome(people.get(0), "converted").awaitOutcome(people.get(1), "not-reordered");
        assertThat(journey.mailsOf(people.get(1))).containsExactly("running-low");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
