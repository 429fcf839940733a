package dev.waymark.support;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.stringContainsInOrder;

import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Whatever a caller does wrong comes back as a problem document that shows nothing of the inside. */
@WaymarkTest
class ProblemTest {

    @ParameterizedTest
    @ValueSource(
            strings = {"/api/nothing", "/api/journeys/welcome/nothing", "/api/enrolments/not-an-id", "/v1/nothing"})
    void shouldSayThatAPathIsUnknown(String path) {
        isProblem(given().accept(ContentType.JSON).get(path), 404);
    }

    @Test
    void shouldSayThatAMethodIsNotAllowed() {
        isProblem(given().delete("/api/journeys"), 405);
        isProblem(given().get("/v1/track"), 405);
    }

    @Test
    void shouldSayThatOnlyJsonIsRead() {
        isProblem(given().contentType(ContentType.TEXT).body("hello").post("/api/journeys/welcome/enrolments"), 415);
        isProblem(given().contentType(ContentType.XML).body("<hello/>").post("/v1/track"), 415);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"{", "{\"userId\": [1, 2]}", "{\"userId\": \"x\"", "\"text\"", "{\"profileId\": \"not-an-id\"}"})
    void shouldSayThatABodyCannotBeRead(String body) {
        isProblem(
                        given().header("Idempotency-Key", UUID.randomUUID().toString())
                                .contentType(ContentType.JSON)
                                .body(body)
                                .post("/api/journeys/welcome/enrolments"),
                        400)
                .then()
                .body("code", equalTo("unreadable-json"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/api/templates/thank-you/preview?userId=%00",
                "/api/profiles?kind=user&value=%00",
                "/api/journeys/%00",
                "/v1/devices?writeKey=%00"
            })
    void shouldSayThatNothingIsCalledByTheCharacterNul(String path) {
        isProblem(given().urlEncodingEnabled(false).get(path), 400).then().body("code", equalTo("nul-character"));
    }

    @Test
    void shouldSayThatACursorIsUnknown() {
        isProblem(given().queryParam("cursor", "not-a-cursor").get("/api/journeys/welcome/enrolments"), 404);
    }

    private static Response isProblem(Response answer, int status) {
        answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("status", equalTo(status))
                .body("type", notNullValue())
                .body("title", notNullValue())
                .body("code", notNullValue())
                .body("detail", not(stringContainsInOrder("dev.waymark")))
                .body("stack", equalTo(null));
        return answer;
    }
}
