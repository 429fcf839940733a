package dev.waymark.support;

import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import io.restassured.http.ContentType;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Pages of others may not use the API of whoever opens them. */
@WaymarkTest
class LocalGuardTest {

    private static final String ADVANCE = "/api/sandbox/clock/advance";

    @ParameterizedTest
    @ValueSource(strings = {"evil.example", "evil.example:8080", "127.0.0.1.evil.example"})
    void shouldNotAnswerUnderANameThatIsNotLocal(String host) {
        given().header("Host", host).get("/api/journeys").then().statusCode(421).body(equalTo(""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"http://evil.example", "null", "http://127.0.0.1:1"})
    void shouldChangeNothingForAPageOfSomebodyElse(String origin) {
        given().header("Origin", origin)
                .contentType(ContentType.JSON)
                .body("{\"by\": \"PT1H\"}")
                .post(ADVANCE)
                .then()
                .statusCode(403);
    }

    @Test
    void shouldServeItsOwnPages() {
        given().header("Origin", "http://127.0.0.1:" + RestAssured.port)
                .contentType(ContentType.JSON)
                .body("{}")
                .post(ADVANCE)
                .then()
                .statusCode(not(403));
    }
}
