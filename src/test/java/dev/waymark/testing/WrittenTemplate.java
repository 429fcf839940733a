package dev.waymark.testing;

import static io.restassured.RestAssured.given;

import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.ValidatableResponse;
import io.restassured.specification.RequestSpecification;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A template that is written for a test, and what people do with its versions by REST. Mia writes, Tom publishes. */
public record WrittenTemplate(String key) {

    public static final String AUTHOR = "Mia";
    public static final String OTHER = "Tom";

    /** One that nobody has. */
    public static WrittenTemplate unknown() {
        return new WrittenTemplate("test-" + UUID.randomUUID());
    }

    /** Texts of a mail in English that greets by name, by path. */
    public static Map<String, String> greeting(String words) {
        return new HashMap<>(Map.of(
                "meta.yaml",
                "title: Greeting\nparameters:\n  firstName: {from: trait.firstName, fallback: {en: there}}\n",
                "en/email/subject.txt",
                words,
                "en/email/body.txt",
                "Hi {firstName}. " + words,
                "en/email/body.html",
                "<p>Hi {firstName}. " + words + "</p>"));
    }

    public ValidatableResponse handsIn(Map<String, String> files) {
        return as(AUTHOR)
                .contentType(ContentType.JSON)
                .body(Map.of("comment", "because", "files", files))
                .post("/api/templates/{key}/versions", key)
                .then();
    }

    /** Hands in sound files and publishes them; answers the number. */
    public int goesLiveWith(Map<String, String> files) {
        int version = handsIn(files).statusCode(201).extract().path("version");
        publishes(OTHER, version).statusCode(200);
        return version;
    }

    public ValidatableResponse publishes(String actor, int version) {
        return as(actor)
                .post("/api/templates/{key}/versions/{version}/publish?reason=fine", key, version)
                .then();
    }

    public ValidatableResponse rollsBack(int to) {
        return as(AUTHOR)
                .contentType(ContentType.JSON)
                .body(Map.of("to", to, "reason", "it was better"))
                .post("/api/templates/{key}/rollback", key)
                .then();
    }

    public ValidatableResponse removes(int version) {
        return as(AUTHOR)
                .delete("/api/templates/{key}/versions/{version}", key, version)
                .then();
    }

    public List<Map<String, Object>> versions() {
        return given().get("/api/templates/{key}/versions", key)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("");
    }

    public JsonPath version(int version) {
        return given().get("/api/templates/{key}/versions/{version}", key, version)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    /** Number of the version people get; 0 where there is none. */
    public int live() {
        var answer = given().get("/api/templates/{key}", key);
        return answer.statusCode() == 200 ? answer.jsonPath().getInt("version") : 0;
    }

    public static RequestSpecification as(String actor) {
        return given().header("X-Waymark-Actor", actor);
    }
}
