package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three touches, five days apart, the second on what the person likes. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WarmLeadNudgeJourneyTest {

    private final JourneyRun journey = new JourneyRun("warm-lead-nudge");

    @Test
    void shouldTouchThreeTimes() {
        // given
        var ada = somebody("Ada", "product-news");
        var ben = somebody("Ben", "product-news").identifies(Map.of("preferredCategory", "TV"));
        var cleo = somebody("Cleo", "product-news").identifies(Map.of("preferredCategory", "dog"));
        var dan = somebody("Dan", "product-news");
        var people = List.of(ada, ben, cleo, dan);
        people.forEach(person -> journey.enrols(person).awaitAt(person, "Event_FiveDays"));

        // when
        dan.tracks("Order Completed");
        letPass("P5D");
        people.subList(0, 3).forEach(person -> journey.awaitAt(person, "Event_TenDays"));
        letPass("P5D");
        people.subList(0, 3).forEach(person -> journey.awaitAt(person, "Event_FifteenDays"));
        letPass("P5D");

        // then
        people.subList(0, 3).forEach(person -> journey.awaitOutcome(person, "no-order"));
        journey.awaitOutcome(dan, "converted");
        assertThat(journey.mailsOf(ada)).containsExactly("others-say", "popular-now", "ask-us");
        assertThat(journey.mailsOf(ben)).containsExactly("others-say", "popular-tv", "ask-us");
        assertThat(journey.mailsOf(cleo)).containsExactly("others-say", "popular-dog", "ask-us");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
