package dev.waymark.incident;

import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.ProcessEngine;
import dev.waymark.support.Ids;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.Unclaimed;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the engine refuses for what it is: it is mended where Waymark can, and shown where a person must. */
@WaymarkTest
class RefusedCommandTest {

    @Inject
    ProcessEngine engine;

    @Inject
    Ids ids;

    @Inject
    Database database;

    @Test
    void shouldDeployAModelAgainThatTheEngineDoesNotKnow() {
        // given a key of a life before
        var journey = resting();
        await().atMost(20, SECONDS)
                .until(() -> database.run(
                                "update engine_deployment d set definition_key = 1 from journey_version v"
                                        + " where v.hash = d.hash and v.journey = ? and d.definition_key is not null",
                                journey.key())
                        == 1);

        // when
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        journey.enrols(ada).then().statusCode(202);

        // then
        journey.awaitAt(ada, "Month");
    }

    @Test
    void shouldShowACommandThatIsRefusedAndTryItOn() {
        // given a model that nobody can start
        var journey = resting();
        var unstartable = unstartable();
        var enrolment = Unclaimed.in(journey.key(), database, ids.next());

        // when
        database.run(
                "insert into outbox (enrolment_id, kind, payload) values (?, 'START', cast(? as jsonb))",
                enrolment,
                "{\"enrolment\": {\"value\": \"%s\"}, \"hash\": \"%s\"}".formatted(enrolment, unstartable));

        // then
        await().atMost(30, SECONDS).until(() -> attempts(enrolment) >= 2);
        assertThat(given().get("/api/refused-commands")
                        .jsonPath()
                        .getString("commands.find { it.enrolment == '" + enrolment + "' }.kind"))
                .isEqualTo("START");
        assertThat(given().get("/incidents").asString()).contains(enrolment.toString());

        // when the enrolment is over
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", enrolment)
                .then()
                .statusCode(200);

        // then nobody is to see to it any more
        assertThat(attempts(enrolment)).isZero();
    }

    private int attempts(UUID enrolment) {
        return given()
                .get("/api/refused-commands")
                .jsonPath()
                .getList("commands.findAll { it.enrolment == '" + enrolment + "' }.attempts", Integer.class)
                .stream()
                .findFirst()
                .orElse(0);
    }

    private static Drawing resting() {
        return aJourney()
                .timer("Month", "P30D")
                .end("End", "done")
                .path("Start", "Month", "End")
                .published();
    }

    /** Begins with a message only; answers the hash by which a start names it. */
    private String unstartable() {
        var name = "unstartable-" + UUID.randomUUID();
        var model = """
                <bpmn:definitions xmlns:bpmn="http://www.omg.org/spec/BPMN/20100524/MODEL" targetNamespace="test">
                <bpmn:process id="Unstartable" isExecutable="true">
                <bpmn:startEvent id="Start"><bpmn:outgoing>Flow</bpmn:outgoing>
                <bpmn:messageEventDefinition messageRef="Message" /></bpmn:startEvent>
                <bpmn:endEvent id="End"><bpmn:incoming>Flow</bpmn:incoming></bpmn:endEvent>
                <bpmn:sequenceFlow id="Flow" sourceRef="Start" targetRef="End" /></bpmn:process>
                <bpmn:message id="Message" name="%s" /></bpmn:definitions>
                """.formatted(name);
        var deployed =
                engine.deploy(Map.of(name + ".bpmn", model.getBytes(UTF_8))).get(name + ".bpmn");
        database.run(
                "insert into engine_deployment (hash, resource, bpmn, definition_key, engine_version)"
                        + " values (?, ?, ?, ?, ?)",
                name,
                name + ".bpmn",
                model.getBytes(UTF_8),
                deployed.definitionKey(),
                deployed.version());
        return name;
    }
}
