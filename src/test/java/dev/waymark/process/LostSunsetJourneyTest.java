package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Asks people who are lost one last question, and leaves the silent ones in peace. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class LostSunsetJourneyTest {

    @Inject
    Database database;

    private final JourneyRun journey = new JourneyRun("lost-sunset");

    @Test
    void shouldAskOnceAndStopMassMessagesForTheSilentAlone() {
        // given
        var people = journey.takesIn(3, () -> somebodyLost("feedback"));
        people.forEach(person -> journey.awaitAt(person, "Gateway_Sign"));

        // when
        people.get(0).tracks("Page Viewed");
        people.get(1).tracks("Feedback Given");
        letPass("P14D");

        // then
        journey.awaitOutcome(people.get(0), "showed-a-sign").awaitOutcome(people.get(1), "converted");
        journey.awaitAt(people.get(2), "Gateway_Return");
        assertThat(journey.mailsOf(people.get(2))).containsExactly("last-question");
        assertThat(mailTo(people.get(2))).contains(Callbacks.ADDRESS + "/l/");
        assertThat(massMessagesOf(people)).containsExactly("resumed", "resumed", "stopped");
        assertThat(segmentsOf(people.get(2))).contains("lost", "mass-messages-stopped");

        // when the silent one comes back, without buying anything
        people.get(2).tracks("Product Viewed");

        // then
        journey.awaitOutcome(people.get(2), "showed-a-sign");
        assertThat(massMessagesOf(people)).containsExactly("resumed", "resumed", "resumed");
        assertThat(segmentsOf(people.get(2))).containsExactly("lost");
    }

    @Test
    void shouldLeaveInPeaceForAYearWhoDoesNotComeBack() {
        // given
        var ada = journey.takesIn(1, () -> somebodyLost("feedback")).getFirst();
        journey.awaitAt(ada, "Gateway_Sign");
        letPass("P14D");
        journey.awaitAt(ada, "Gateway_Return");

        // when
        letPass("P350D");

        // then
        journey.awaitOutcome(ada, "left-in-peace");
        assertThat(massMessagesOf(List.of(ada))).containsExactly("stopped");
    }

    @Test
    void shouldKeepMassMessagesFromWhoMayNotBeAsked() {
        var ada = somebodyLost("product-news");

        assertThat(segmentsOf(ada)).contains("lost", "mass-messages-stopped");
        ada.tracks("Order Completed");

        assertThat(segmentsOf(ada)).isEmpty();
    }

    @Test
    void shouldLetGoAtOnceWhoIsLostNoMore() {
        var ada = journey.takesIn(1, () -> somebodyLost("feedback")).getFirst();
        journey.awaitAt(ada, "Gateway_Sign");

        ada.tracks("Order Completed");

        journey.awaitOutcome(ada, "showed-a-sign");
    }

    /** Left a checkout a month ago, and has been silent since. */
    private static Person somebodyLost(String topic) {
        var person = somebody("Ada", topic);
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

    private String mailTo(Person person) {
        return database.text(
                "select html from mailbox_mail where message_id = ?",
                UUID.fromString(journey.trace(person).getString("messages[0].id")));
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
