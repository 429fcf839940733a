package dev.waymark.incident;

import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.support.Ids;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Unclaimed;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A step stops because its template is gone: it is shown, and goes on once that is mended and somebody asks for it. */
@WaymarkTest
class IncidentTest {

    private static final String TEMPLATE = "thank-you";

    @Inject
    ProcessEngine engine;

    @Inject
    Ids ids;

    @Inject
    Database database;

    private final WrittenTemplate missing = WrittenTemplate.unknown();
    private Drawing journey;

    /** An incident that is left behind would be everybody's. */
    @AfterEach
    void endWhoIsLeft() {
        database.texts(
                        "select id from enrolment where journey = ? and status in ('STARTING', 'RUNNING')",
                        journey.key())
                .forEach(id -> given().contentType(ContentType.JSON)
                        .body(Map.of("status", "CANCELLED"))
                        .put("/api/enrolments/{id}/status", id)
                        .then()
                        .statusCode(200));
        await().atMost(20, SECONDS).until(() -> incidents().getList("items").isEmpty());
    }

    @Test
    void shouldShowAStepThatHasStoppedAndWhy() throws Exception {
        var enrolment = stopped();

        assertThat(incidents().getString("items[0].enrolment")).isEqualTo(enrolment.toString());
        assertThat(incidents().getString("items[0].step")).isEqualTo("Send");
        assertThat(incidents().getString("items[0].reason")).isEqualTo("template-gone");
        assertThat(incidents().getString("items[0].kind")).isEqualTo("JOB_NO_RETRIES");
        assertThat(incidents().getBoolean("items[0].retrying")).isFalse();
        assertThat(trace(enrolment).getList("steps.findAll { it.state == 'STOPPED' }.elementId"))
                .containsExactly("Send");
        given().get("/incidents")
                .then()
                .statusCode(200)
                .body(containsString("template gone"), containsString(enrolment.toString()));
        given().get("/fragments/home").then().body(containsString("stopped, see Incidents"));
        await().atMost(20, SECONDS)
                .until(() -> given().get("/q/metrics").asString().contains("waymark_incidents 1.0"));
    }

    @Test
    void shouldGoOnOnceItIsMendedAndAskedFor() throws Exception {
        // given
        var enrolment = stopped();
        missing.goesLiveWith(WrittenTemplate.greeting("Here it is."));

        // when
        retries(incidents().getLong("items[0].key")).statusCode(202).body("enrolment", equalTo(enrolment.toString()));

        // then
        awaitDone(enrolment);
        assertThat(trace(enrolment).getList("messages.status")).containsExactly("ACCEPTED");
        assertThat(trace(enrolment).getList("audit.findAll { it.action == 'incident-retried' }.actor"))
                .containsExactly("Olga");
    }

    @Test
    void shouldStopAgainWhereNothingWasMended() throws Exception {
        // given
        stopped();
        var first = incidents().getLong("items[0].key");

        // when
        retries(first).statusCode(202);

        // then
        await().atMost(20, SECONDS)
                .until(() ->
                        incidents().getList("items").size() == 1 && incidents().getLong("items[0].key") != first);
        retries(first).statusCode(404).body("code", equalTo("incident-unknown"));
    }

    @Test
    void shouldGoOnWithAllOfAJourneyAtOnce() throws Exception {
        // given
        var one = stopped();
        var other = alsoStopped();
        missing.goesLiveWith(WrittenTemplate.greeting("Here it is."));

        // when
        retriesAll(Map.of("journey", journey.key(), "elementId", "Elsewhere"))
                .statusCode(202)
                .body("retried", equalTo(0));
        retriesAll(Map.of("journey", journey.key(), "elementId", "Send"))
                .statusCode(202)
                .body("retried", equalTo(2))
                .body("more", equalTo(false));

        // then
        awaitDone(one);
        awaitDone(other);
    }

    @Test
    void shouldGiveThemPageByPage() throws Exception {
        stopped();
        alsoStopped();

        var first = given().queryParam("journey", journey.key())
                .queryParam("limit", 1)
                .get("/api/incidents")
                .then()
                .body("items", hasSize(1))
                .extract()
                .jsonPath();
        given().queryParam("journey", journey.key())
                .queryParam("limit", 1)
                .queryParam("cursor", first.getString("next"))
                .get("/api/incidents")
                .then()
                .body("items", hasSize(1))
                .body("next", equalTo(null));
    }

    @Test
    void shouldForgetAnIncidentOfAnEnrolmentThatWasCancelled() throws Exception {
        stopped();

        endWhoIsLeft();

        assertThat(incidents().getList("items")).isEmpty();
    }

    @Test
    void shouldSayWhatIsWrongWithARequest() {
        journey = aJourney();

        retriesAll(Map.of()).statusCode(400).body("pointer", equalTo("/journey"));
        retriesAll(Map.of("journey", "no-such")).statusCode(404).body("code", equalTo("journey-unknown"));
        given().post("/api/incidents/1/retry").then().statusCode(400).body("code", equalTo("actor-missing"));
        retries(1).statusCode(404).body("detail", containsString("Expected the key of an open incident"));
    }

    /** Somebody whose instance names a template that nobody has written: in a model that no check has seen. */
    private UUID stopped() throws Exception {
        journey = aJourney()
                .task(
                        "Send",
                        "send-message",
                        "templateKey",
                        TEMPLATE,
                        "channel",
                        "email",
                        "topic",
                        "order-service",
                        "quietHours",
                        "ignore")
                .end("End", "done")
                .path("Start", "Send", "End")
                .published();
        return alsoStopped();
    }

    private UUID alsoStopped() throws Exception {
        var before = incidents().getList("items").size();
        var model = journey.xml().replace(TEMPLATE, missing.key()).getBytes(UTF_8);
        var definition = engine.deploy(Map.of("unchecked.bpmn", model))
                .get("unchecked.bpmn")
                .definitionKey();
        var enrolment = Unclaimed.in(journey.key(), database, ids.next());
        engine.start(definition, new EnrolmentId(enrolment))
                .toCompletableFuture()
                .get(10, SECONDS);
        await().atMost(20, SECONDS)
                .until(() -> incidents().getList("items").size() == before + 1
                        && "RUNNING".equals(trace(enrolment).getString("enrolment.status")));
        return enrolment;
    }

    private void awaitDone(UUID enrolment) {
        await().atMost(20, SECONDS).until(() -> "done".equals(trace(enrolment).getString("enrolment.outcome")));
    }

    private JsonPath incidents() {
        return given().queryParam("journey", journey.key())
                .get("/api/incidents")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static JsonPath trace(UUID enrolment) {
        return given().get("/api/enrolments/{id}/trace", enrolment)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static ValidatableResponse retries(long key) {
        return given().header("X-Waymark-Actor", "Olga")
                .post("/api/incidents/{key}/retry", key)
                .then();
    }

    private static ValidatableResponse retriesAll(Map<String, Object> body) {
        return given().header("X-Waymark-Actor", "Olga")
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/incidents/retry")
                .then();
    }
}
