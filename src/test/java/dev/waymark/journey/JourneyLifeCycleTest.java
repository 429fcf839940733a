package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Intent;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A version of a journey from the file that is handed in to the archive, without a restart. */
@WaymarkTest
class JourneyLifeCycleTest {

    @Inject
    JourneyRequests requests;

    @Inject
    JourneyChecking checking;

    @Test
    void shouldTakeNobodyBeforeItIsPublished() {
        // given
        var journey = waiting();
        var ada = known();

        // when
        journey.handIn()
                .then()
                .statusCode(201)
                .body("status", equalTo("CHECKED"))
                .body("findings", hasSize(0));

        // then
        journey.enrols(ada).then().statusCode(404).body("code", equalTo("journey-unknown"));
    }

    @Test
    void shouldKeepADraftWithWhatIsWrong() {
        var journey = aJourney()
                .with("entry-segment", "no-such-segment")
                .end("End", "End")
                .path("Start", "End");

        journey.handIn()
                .then()
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body("findings[0].sentence", containsString("no-such-segment"));
        journey.act(1, "approve", "Ben").then().statusCode(409).body("code", equalTo("journey-version-not-ready"));
    }

    @Test
    void shouldNeedASecondPerson() {
        var journey = waiting();
        journey.handIn();

        journey.act(1, "publish", "Ben").then().statusCode(409);
        journey.act(1, "approve", "ada").then().statusCode(422).body("code", equalTo("approver-is-author"));
        journey.act(1, "approve", "Ben").then().statusCode(200).body("status", equalTo("APPROVED"));
        journey.act(1, "publish", "Ada").then().statusCode(200).body("approver", equalTo("Ben"));
    }

    @Test
    void shouldBeTheSameVersionForTheSameFile() {
        var journey = waiting();

        journey.handIn().then().body("version", equalTo(1));
        journey.handIn().then().body("version", equalTo(1));
        journey.with("priority", "70").handIn().then().body("version", equalTo(2));
    }

    @Test
    void shouldFinishRunningEnrolmentsOnTheirVersion() {
        // given
        var journey = waiting().published();
        var ada = known();
        var ben = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");

        // when
        journey.with("priority", "70").handIn();
        journey.act(2, "approve", "Ben");
        journey.act(2, "publish", "Ada").then().statusCode(200);
        journey.enrols(ben).then().statusCode(202).body("version", equalTo(2));

        // then
        status(journey, 1, "DRAINING");
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 1);
        journey.awaitAt(ben, "Wait");
        letPass("P7D");
        journey.awaitOutcome(ada, "done").awaitOutcome(ben, "done");
        journey.act(1, "archive", "Ada").then().statusCode(200).body("status", equalTo("ARCHIVED"));
    }

    @Test
    void shouldNotArchiveWhatStillRuns() {
        var journey = waiting().published();
        journey.enrols(known());
        journey.act(1, "drain", "Ada").then().statusCode(200);

        journey.act(1, "archive", "Ada").then().statusCode(409).body("code", equalTo("journey-still-runs"));
        journey.enrols(known()).then().statusCode(404);
    }

    @Test
    void shouldAnswerARepeatedRequestAsBeforeAfterTheJourneyHasClosed() {
        // given
        var journey = waiting().published();
        var ada = known();
        var key = UUID.randomUUID().toString();
        var first = request(journey, ada, key).then().statusCode(202).extract().path("id");

        // when
        journey.act(1, "drain", "Ada").then().statusCode(200);

        // then
        request(journey, ada, key).then().statusCode(202).body("id", equalTo(first));
        request(journey, known(), key).then().statusCode(422).body("code", equalTo("idempotency-key-reused"));
    }

    private static Response request(Drawing journey, Person person, String key) {
        return given().header("Idempotency-Key", key)
                .contentType("application/json")
                .body(Map.of("userId", person.userId()))
                .post("/api/journeys/{key}/enrolments", journey.key());
    }

    @Test
    void shouldHoldStepsAndStartsWhilePausedAndLoseNobody() {
        // given
        var journey = aJourney()
                .timer("Wait", "PT1H")
                .task(
                        "Send",
                        "send-message",
                        "templateKey",
                        "beginner-guide",
                        "channel",
                        "email",
                        "topic",
                        "onboarding")
                .timer("After", "P7D")
                .end("End", "Done")
                .path("Start", "Wait", "Send", "After", "End")
                .published();
        var ada = known();
        var ben = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");
        journey.act(1, "pause", "Ada").then().statusCode(200).body("status", equalTo("PAUSED"));

        // when
        journey.enrols(ben).then().statusCode(202);
        letPass("PT1H");

        // then
        journey.awaitAt(ada, "Send");
        assertThat(messages(journey, ada)).isZero();
        assertThat(journey.enrolmentsOf(ben).getFirst()).containsEntry("status", "STARTING");

        // when
        journey.act(1, "resume", "Ada").then().statusCode(200).body("status", equalTo("PUBLISHED"));
        letPass("PT10M");

        // then
        journey.awaitAt(ada, "After").awaitAt(ben, "Wait");
        assertThat(messages(journey, ada)).isOne();
    }

    @Test
    void shouldEndEverybodyWhenItIsStopped() {
        var journey = waiting().published();
        var ada = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");

        journey.act(1, "stop", "Ada").then().statusCode(200);

        journey.awaitOutcome(ada, "journey-stopped");
        await().atMost(20, SECONDS)
                .untilAsserted(() -> journey.act(1, "archive", "Ada").then().statusCode(200));
    }

    @Test
    void shouldNotPublishOverAPausedVersion() {
        var journey = waiting().published();
        journey.act(1, "pause", "Ada");
        journey.with("priority", "70").handIn();
        journey.act(2, "approve", "Ben");

        journey.act(2, "publish", "Ada").then().statusCode(409).body("code", equalTo("journey-paused"));
        journey.act(1, "drain", "Ada").then().statusCode(200);
        journey.act(2, "publish", "Ada").then().statusCode(200);
    }

    @Test
    void shouldComeBackToAnEarlierVersion() {
        var journey = waiting().published();
        journey.with("priority", "70").published();

        journey.act(1, "publish", "Ada").then().statusCode(200).body("status", equalTo("PUBLISHED"));

        status(journey, 2, "DRAINING");
    }

    @Test
    void shouldKeepTheWordsOfTheAuthorWhenTheFolderPublishesTheSameFile() {
        // given
        var journey = waiting();
        given().header(Actor.HEADER, "Ada")
                .contentType("application/xml")
                .body(journey.xml())
                .queryParam("comment", "Waits longer")
                .post("/api/journeys/{key}/versions", journey.key())
                .then()
                .statusCode(201);
        var file = new DefinitionFile(
                "bpmn/journeys/" + journey.key() + ".bpmn", journey.xml().getBytes(StandardCharsets.UTF_8));

        // when
        var refused = requests.follow(file, checking.check(file), new Intent(Actor.FOLDER, "Edited in the folder"));

        // then
        assertThat(refused).isEmpty();
        given().get("/api/journeys/{key}/versions/1", journey.key())
                .then()
                .body("status", equalTo("PUBLISHED"))
                .body("author", equalTo("Ada"))
                .body("comment", equalTo("Waits longer"));
    }

    private static void status(Drawing journey, int version, String status) {
        given().get("/api/journeys/{key}/versions/{version}", journey.key(), version)
                .then()
                .body("status", equalTo(status));
    }

    private static long messages(Drawing journey, Person person) {
        return given().get(
                        "/api/enrolments/{id}/trace",
                        journey.enrolmentsOf(person).getFirst().get("id"))
                .jsonPath()
                .getList("messages")
                .size();
    }

    private static Drawing waiting() {
        return aJourney().timer("Wait", "P7D").end("End", "Done").path("Start", "Wait", "End");
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
    }
}
