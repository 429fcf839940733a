package dev.waymark.release;

import static io.restassured.RestAssured.given;

import dev.waymark.support.Actor;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The REST API of releases, as people use it. */
final class RuleReleasesApi {

    /** Hands in texts by path; fixtures of the same rules would not hold for others and are deleted. */
    ValidatableResponse handIn(@Nullable String actor, int basedOn, Map<String, String> texts) {
        var files = texts.entrySet().stream()
                .map(file -> Map.of("path", file.getKey(), "content", file.getValue()))
                .toList();
        return as(actor)
                .body(Map.of("comment", "because", "basedOn", basedOn, "files", files, "delete", fixturesOf(texts)))
                .post("/api/rule-releases")
                .then();
    }

    private List<String> fixturesOf(Map<String, String> texts) {
        var there = release(active()).getMap("files");
        return texts.keySet().stream()
                .map(path -> path.replaceAll("rules/[a-z]+/(.*)\\.drl", "rules/fixtures/$1.yaml"))
                .filter(path -> !texts.containsKey(path) && there.containsKey(path))
                .toList();
    }

    ValidatableResponse approve(@Nullable String actor, int number) {
        return as(actor)
                .body(Map.of("reason", "fine"))
                .post("/api/rule-releases/{number}/approval", number)
                .then();
    }

    ValidatableResponse activate(@Nullable String actor, int number) {
        return as(actor)
                .body(Map.of("reason", "now"))
                .post("/api/rule-releases/{number}/activation", number)
                .then();
    }

    ValidatableResponse rollBack(@Nullable String actor, int to, String reason) {
        return as(actor)
                .body(Map.of("to", to, "reason", reason))
                .post("/api/rule-releases/rollback")
                .then();
    }

    JsonPath release(int number) {
        return given().get("/api/rule-releases/{number}", number)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    int active() {
        return given().queryParam("limit", 200)
                .get("/api/rule-releases")
                .jsonPath()
                .getInt("items.find { it.status == 'ACTIVE' }.number");
    }

    List<String> segments() {
        return given().get("/api/rule-set").jsonPath().getList("segments.key");
    }

    String liveVersion() {
        return given().get("/api/rule-set").jsonPath().getString("version");
    }

    static RequestSpecification as(@Nullable String actor) {
        var request = given().contentType(ContentType.JSON);
        return actor == null ? request : request.header(Actor.HEADER, actor);
    }
}
