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

/** What is worth a look, once a week, by what the person looks at. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WeeklyCatalogueJourneyTest {

    private final JourneyRun journey = new JourneyRun("weekly-catalogue");

    @Test
    void shouldShowWhatIsWorthALook() {
        // given
        var ada = somebody("Ada", "product-news");
        var ben = somebody("Ben", "product-news").identifies(Map.of("preferredCategory", "TV"));
        var cleo = somebody("Cleo", "product-news").identifies(Map.of("preferredCategory", "dog"));
        var dan = somebody("Dan", "product-news");
        List.of(ada, ben, cleo, dan).forEach(person -> journey.enrols(person).awaitAt(person, "Event_WeekOver"));

        // when
        dan.tracks("Order Completed");
        letPass("P6D");

        // then
        journey.awaitOutcome(ada, "no-order")
                .awaitOutcome(ben, "no-order")
                .awaitOutcome(cleo, "no-order")
                .awaitOutcome(dan, "converted");
        assertThat(journey.mailsOf(ada)).containsExactly("catalogue");
        assertThat(journey.mailsOf(ben)).containsExactly("catalogue-tv");
        assertThat(journey.mailsOf(cleo)).containsExactly("catalogue-dog");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
