package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.TreeSet;
import org.junit.jupiter.api.Test;

/** What the steps of a journey do with a person, on the engine. */
@WaymarkTest
class StepsTest {

    private static final ZoneId BANGKOK = ZoneId.of("Asia/Bangkok");

    @Inject
    Database database;

    @Test
    void shouldBranchByTheFirstSegmentAPersonIsIn() {
        // given
        var journey = aJourney()
                .task("Decide", "decide", "segments", "callback-requests, leads")
                .branch("Gate", "Flow_other")
                .end("Called", "Called")
                .end("Lead", "Lead")
                .end("Other", "Other")
                .path("Start", "Decide", "Gate")
                .flow("Flow_called", "Gate", "Called", "= decision = \"callback-requests\"")
                .flow("Flow_lead", "Gate", "Lead", "= decision = \"leads\"")
                .flow("Flow_other", "Gate", "Other", "")
                .published();
        var caller = known(Map.of()).tracks("Callback Requested");
        var lead = known(Map.of());
        var buyer = known(Map.of()).tracks("Order Completed");

        // when
        journey.enrols(caller);
        journey.enrols(lead);
        journey.enrols(buyer);

        // then
        journey.awaitOutcome(caller, "called").awaitOutcome(lead, "lead").awaitOutcome(buyer, "other");
        assertThat(reasons(journey, caller)).containsExactly("Is in the segment callback-requests.");
    }

    @Test
    void shouldGiveEverybodyOneArmAndBothArmsPeople() {
        var journey = aJourney()
                .task("Split", "split", "arms", "plain 50, personal 50", "experiment", "steps-test")
                .branch("Gate", "Flow_plain")
                .end("Plain", "Plain")
                .end("Personal", "Personal")
                .path("Start", "Split", "Gate")
                .flow("Flow_personal", "Gate", "Personal", "= arm = \"personal\"")
                .flow("Flow_plain", "Gate", "Plain", "")
                .with("re-entry", "every-time")
                .published();
        var outcomes = new TreeSet<Object>();

        for (int i = 0; i < 12; i++) {
            var person = known(Map.of());
            journey.enrols(person);
            journey.enrols(person);
            await().until(() -> journey.enrolmentsOf(person).stream().noneMatch(one -> one.get("outcome") == null));
            var both = journey.enrolmentsOf(person);
            assertThat(both).hasSize(2);
            assertThat(both.get(0).get("outcome")).isEqualTo(both.get(1).get("outcome"));
            outcomes.add(both.get(0).get("outcome"));
        }

        assertThat(outcomes).containsExactly("personal", "plain");
    }

    @Test
    void shouldWaitUntilATimeOfDayInThePersonsZone() {
        // given
        var journey = aJourney()
                .task("Until", "wait-until", "timeOfDay", "09:00", "spread", "PT30M")
                .timer("Wait", "=waitFor")
                .end("End", "Done")
                .path("Start", "Until", "Wait", "End")
                .published();
        var ada = known(Map.of("timezone", "Asia/Bangkok"));

        // when
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");

        // then
        var due = Instant.parse(words(journey, ada).getFirst()).atZone(BANGKOK);
        assertThat(due.toLocalTime()).isBetween(LocalTime.of(9, 0), LocalTime.of(9, 30));
        letPass("PT24H30M");
        journey.awaitOutcome(ada, "done");
    }

    @Test
    void shouldWaitUntilSomeTimeBeforeADateOfThePerson() {
        var journey = aJourney()
                .task("Until", "wait-until", "dateTrait", "renewal", "before", "P2D")
                .timer("Wait", "=waitFor")
                .end("End", "Done")
                .path("Start", "Until", "Wait", "End")
                .published();
        var renewal = now().plus(10, ChronoUnit.DAYS).truncatedTo(ChronoUnit.SECONDS);
        var ada = known(Map.of("renewal", renewal.toString()));
        var ben = known(Map.of());

        journey.enrols(ada);
        journey.enrols(ben);

        journey.awaitAt(ada, "Wait").awaitOutcome(ben, "done");
        assertThat(Instant.parse(words(journey, ada).getFirst()))
                .isCloseTo(renewal.minus(2, ChronoUnit.DAYS), within(1, ChronoUnit.SECONDS));
        assertThat(reasons(journey, ben).getFirst()).startsWith("The trait renewal holds no date.");
    }

    @Test
    void shouldGoOnByTheFirstBehaviourThatMeetsACondition() {
        // given
        var journey = aJourney()
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Tv", "Product Viewed", "category = \"TV\"")
                .behaviour("Any", "Product Viewed", "")
                .timer("Silence", "P7D")
                .end("EndTv", "Tv")
                .end("EndAny", "Something")
                .end("EndSilence", "Silence")
                .path("Start", "Listen", "Gate", "Tv", "EndTv")
                .path("Gate", "Any", "EndAny")
                .path("Gate", "Silence", "EndSilence")
                .published();
        var ada = known(Map.of());
        var ben = known(Map.of());
        journey.enrols(ada);
        journey.enrols(ben);
        journey.awaitAt(ada, "Gate").awaitAt(ben, "Gate");

        // when
        views(ada, "TV");
        views(ben, "Radio");

        // then
        journey.awaitOutcome(ada, "tv").awaitOutcome(ben, "something");
    }

    @Test
    void shouldCountWhatHappenedBeforeAWaitByItsLookBack() {
        // given a second wait that looks at everything since the entry, at what is uncounted, or at nothing
        var entry = twoWaits("entry");
        var uncounted = twoWaits("uncounted");
        var none = twoWaits("none");
        var ada = known(Map.of());
        for (var journey : List.of(entry, uncounted, none)) {
            journey.enrols(ada);
            journey.awaitAt(ada, "Gate1");
        }

        // when
        views(ada, "TV");

        // then
        entry.awaitOutcome(ada, "seen");
        uncounted.awaitAt(ada, "Gate2");
        none.awaitAt(ada, "Gate2");
        views(ada, "TV");
        uncounted.awaitOutcome(ada, "seen");
        none.awaitOutcome(ada, "seen");
    }

    private static Drawing twoWaits(String lookBack) {
        return aJourney()
                .task("Listen1", "arm-wait")
                .listen("Gate1")
                .behaviour("Seen1", "Product Viewed", "")
                .timer("Silence1", "P7D")
                .task("Listen2", "arm-wait", "lookBack", lookBack)
                .listen("Gate2")
                .behaviour("Seen2", "Product Viewed", "category = \"TV\"")
                .timer("Silence2", "P7D")
                .end("EndSeen", "Seen")
                .end("EndSilent", "Silent")
                .path("Start", "Listen1", "Gate1", "Seen1", "Listen2", "Gate2", "Seen2", "EndSeen")
                .path("Gate1", "Silence1", "EndSilent")
                .path("Gate2", "Silence2", "EndSilent")
                .published();
    }

    private List<String> words(Drawing journey, Person person) {
        return decided("word", journey, person);
    }

    private List<String> reasons(Drawing journey, Person person) {
        return decided("detail", journey, person);
    }

    private List<String> decided(String column, Drawing journey, Person person) {
        return database.texts(
                "select " + column + " from step_decision d join enrolment e on e.id = d.enrolment_id"
                        + " where e.journey = ? and e.profile_id = ? order by d.decided_at",
                journey.key(),
                database.profileOf(person));
    }

    private static Instant now() {
        return Instant.parse(given().get("/api/sandbox/clock").jsonPath().getString("now"));
    }

    private static void views(Person person, String category) {
        sends("track", with(track(person.userId(), "Product Viewed"), "properties", Map.of("category", category)))
                .then()
                .statusCode(200);
    }

    private static Person known(Map<String, Object> traits) {
        return Person.somebody().identifies(traits);
    }
}
