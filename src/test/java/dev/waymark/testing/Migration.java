package dev.waymark.testing;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.awaitility.Awaitility.await;

import dev.waymark.support.Actor;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** Moving people to another version of a journey, as Mia asks for it. */
public final class Migration {

    private final Map<String, Object> body = new HashMap<>();
    private String key = UUID.randomUUID().toString();
    private String location = "";

    private Migration() {}

    public static Migration from(int version) {
        var migration = new Migration();
        migration.body.put("from", version);
        return migration;
    }

    public Migration mapping(String before, String after) {
        body.put("map", Map.of(before, after));
        return this;
    }

    public Migration only(List<String> enrolments) {
        body.put("enrolments", enrolments);
        return this;
    }

    public Migration withKey(String idempotencyKey) {
        key = idempotencyKey;
        return this;
    }

    public Response ask(Drawing journey, int version) {
        return given().header(Actor.HEADER, "Mia")
                .header("Idempotency-Key", key)
                .contentType("application/json")
                .body(body)
                .post("/api/journeys/{key}/versions/{version}/migrations", journey.key(), version);
    }

    public JsonPath preview(Drawing journey, int version) {
        return given().contentType("application/json")
                .body(body)
                .post("/api/journeys/{key}/versions/{version}/migration", journey.key(), version)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    public Migration to(Drawing journey, int version) {
        location = ask(journey, version).then().statusCode(202).extract().header("Location");
        return this;
    }

    /** Waits until everybody's outcome is known. */
    public JsonPath done() {
        await().atMost(60, SECONDS).until(() -> given().get(location).jsonPath().getString("finishedAt") != null);
        return given().get(location).jsonPath();
    }

    /** Why those were left who were. */
    public List<String> details() {
        return given().get(location + "/enrolments").jsonPath().getList("items.detail");
    }

    /** The trace of the person's newest enrolment. */
    public static JsonPath trace(Drawing journey, Person person) {
        return given().get(
                        "/api/enrolments/{id}/trace",
                        journey.enrolmentsOf(person).getFirst().get("id"))
                .jsonPath();
    }
}
