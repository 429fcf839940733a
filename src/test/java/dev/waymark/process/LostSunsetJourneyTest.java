package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Asks people who are lost one last question, and leaves the silent ones in peace. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSunsetJourneyTest {

    private final JourneyRun journey = new JourneyRun("lost-sunset");

    @Test
    void shouldAskOnceAndStopMassMessagesForTheSilentAlone() {
        // given
        var people = journey.takesIn(3, LostSunsetJourneyTest::somebodyLost);
        people.forEach(person -> journey.awaitAt(person, "Gateway_Sign"));

        // when
        people.get(0).tracks("Page Viewed");
        people.get(1).tracks("Feedback Given");
        letPass("P14D");

        // then
        journey.awaitOutcome(people.get(0), "showed-a-sign")
                .awaitOutcome(people.get(1), "converted")
                .awaitOutcome(people.get(2), "left-in-peace");
        assertThat(journey.mailsOf(people.get(2))).containsExactly("last-question");
        assertThat(massMessagesOf(people)).containsExactly(null, null, "stopped");
    }

    @Test
    void shouldKeepMassMessagesFromTheSilentForAsLongAsTheyAreLost() {
        // given
        var ada = journey.takesIn(1, LostSunsetJourneyTest::somebodyLost).getFirst();
        journey.awaitAt(ada, "Gateway_Sign");

        // when
        letPass("P14D");

        // then
        journey.awaitOutcome(ada, "left-in-peace");
        assertThat(segmentsOf(ada)).contains("lost", "mass-messages-stopped");

        // when
        ada.tracks("Order Completed");

        // then
        assertThat(segmentsOf(ada)).doesNotContain("lost", "mass-messages-stopped");
    }

    @Test
    void shouldLetGoAtOnceWhoIsLostNoMore() {
        var ada = journey.takesIn(1, LostSunsetJourneyTest::somebodyLost).getFirst();
        journey.awaitAt(ada, "Gateway_Sign");

        ada.tracks("Order Completed");

        journey.awaitOutcome(ada, "exit-left-lost");
    }

    /** Left a checkout a month ago, and has been silent since. */
    private static Person somebodyLost() {
        var person = somebody("Ada", "feedback");
        var now = Instant.parse(given().get("/api/sandbox/clock").jsonPath().getString("now"));
        sends(
                        "track",
                        with(
                                track(person.userId(), "Checkout Started"),
                                "timestamp",
                                now.minus(31, ChronoUnit.DAYS).toString()))
                .then()
                .statusCode(200);
        return person;
    }

    private static List<String> massMessagesOf(List<Person> people) {
        return people.stream()
                .map(person -> given().get("/api/profiles?kind=user&value={id}", person.userId())
                        .jsonPath()
                        .getString("items[0].traits.massMessages"))
                .toList();
    }

    private static List<String> segmentsOf(Person person) {
        var profile = given().get("/api/profiles?kind=user&value={id}", person.userId())
                .jsonPath()
                .getString("items[0].id");
        return List.of("lost", "mass-messages-stopped").stream()
                .filter(segment -> given().get("/api/profiles/{id}/segments/{key}/explanation", profile, segment)
                        .jsonPath()
                        .getBoolean("explanation.in"))
                .toList();
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
