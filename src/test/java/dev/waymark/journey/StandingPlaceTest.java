package dev.waymark.journey;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.engine.EngineRecords.EngineRecord;
import dev.waymark.journey.model.Entry;
import dev.waymark.journey.model.Exits;
import dev.waymark.journey.model.Flow;
import dev.waymark.journey.model.GoalCatch;
import dev.waymark.journey.model.JourneyModel;
import dev.waymark.journey.model.JourneyName;
import dev.waymark.journey.model.Outline;
import dev.waymark.journey.model.ReEntry;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The records of an ended instance say where it stood, whenever the end came. */
class StandingPlaceTest {

    private static final Instant NOON = Instant.parse("2026-11-22T12:00:00Z");

    private final List<EngineRecord> records = new ArrayList<>();

    @Test
    void shouldBeWhereItWasEnded() {
        passed("Start", 1);
        record(2, "ELEMENT_ACTIVATED", "Wait", "INTERMEDIATE_CATCH_EVENT");
        record(2, "ELEMENT_TERMINATED", "Wait", "INTERMEDIATE_CATCH_EVENT");
        record(9, "ELEMENT_TERMINATED", "Journey", "PROCESS");

        assertThat(place()).isEqualTo(new StandingPlace("Wait", 2, NOON.plusSeconds(2), true));
    }

    @Test
    void shouldBeWhereAFlowLeadsThatWasTakenLast() {
        passed("Start", 1);
        record(2, "SEQUENCE_FLOW_TAKEN", "Flow_Wait", "SEQUENCE_FLOW");
        record(9, "ELEMENT_TERMINATED", "Journey", "PROCESS");

        assertThat(place()).isEqualTo(new StandingPlace("Wait", 0, NOON.plusSeconds(2), true));
    }

    @Test
    void shouldBeAtTheTaskOfOursBeforeGoingOn() {
        passed("Start", 1);
        record(2, "SEQUENCE_FLOW_TAKEN", "Waymark_To_Waymark_Resume", "SEQUENCE_FLOW");

        assertThat(place().elementId()).isEqualTo("Waymark_Resume");
    }

    @Test
    void shouldKnowASecondPass() {
        passed("Wait", 1);
        record(2, "ELEMENT_ACTIVATED", "Wait", "INTERMEDIATE_CATCH_EVENT");

        assertThat(place().isFirstPass()).isFalse();
        assertThat(place().pass()).isEqualTo(2);
    }

    @Test
    void shouldBeWhereItStoodWhenTheGoalCame() {
        record(1, "ELEMENT_ACTIVATED", "Wait", "INTERMEDIATE_CATCH_EVENT");
        record(1, "ELEMENT_TERMINATED", "Wait", "INTERMEDIATE_CATCH_EVENT");
        record(2, "ELEMENT_ACTIVATED", "Sub_Goal", "EVENT_SUB_PROCESS");
        record(3, "ELEMENT_ACTIVATED", "End_Goal", "END_EVENT");

        assertThat(place().elementId()).isEqualTo("Wait");
    }

    @Test
    void shouldBeNowhereBeforeItsFirstElement() {
        record(9, "ELEMENT_ACTIVATED", "Journey", "PROCESS");

        assertThat(StandingPlace.of(records, model())).isEmpty();
    }

    private void passed(String elementId, long key) {
        record(key, "ELEMENT_ACTIVATED", elementId, "START_EVENT");
        record(key, "ELEMENT_COMPLETED", elementId, "START_EVENT");
    }

    private void record(long key, String intent, String elementId, String type) {
        records.add(new EngineRecord(records.size(), key, NOON.plusSeconds(key), intent, elementId, type));
    }

    private StandingPlace place() {
        return StandingPlace.of(records, model()).orElseThrow();
    }

    private static JourneyModel model() {
        return new JourneyModel(
                new JourneyName("test", "TestJourney", "Test", "hash"),
                new Entry(null, null, null, ReEntry.ONCE, null, 0),
                new GoalCatch("goal", "GoalReached", null),
                Exits.NONE,
                50,
                Map.of(),
                List.of(),
                new Outline(List.of(), List.of(new Flow("Flow_Wait", "Start", "Wait"))));
    }
}
