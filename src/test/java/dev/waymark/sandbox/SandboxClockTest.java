package dev.waymark.sandbox;

import static io.restassured.RestAssured.given;
import static java.time.temporal.ChronoUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.testing.Database;
import dev.waymark.testing.Sandbox;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.net.URI;
import java.time.Duration;
import java.time.Instant;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Time moves for everybody or for nobody. */
@WaymarkTest
class SandboxClockTest {

    @ConfigProperty(name = "waymark.zeebe.actuator-address")
    URI broker;

    @Inject
    Database database;

    @Test
    void shouldMoveBusinessTimeAndTheBrokersTogether() {
        // given
        var before = now();

        // when
        Sandbox.letPass("PT1H30M");

        // then
        assertThat(Duration.between(before, now())).isBetween(Duration.ofMinutes(90), Duration.ofMinutes(92));
        assertThat(brokersNow()).isCloseTo(now(), within(2, SECONDS));
    }

    @Test
    void shouldRememberHowFarItStands() {
        // when
        Sandbox.letPass("PT10M");

        // then
        var offset = Duration.parse(given().get("/api/sandbox/clock").jsonPath().getString("offset"));
        assertThat(database.number("select offset_millis from sandbox_clock")).isEqualTo(offset.toMillis());
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
                    {"by": "a day"}   | duration-unreadable
                    {"by": ""}        | duration-unreadable
                    {"by": null}      | duration-unreadable
                    {}                | duration-unreadable
                    {"by": "P1M"}     | duration-unreadable
                    {"by": "-PT1H"}   | duration-out-of-range
                    {"by": "PT0S"}    | duration-out-of-range
                    {"by": "P367D"}   | duration-out-of-range
                    {"by": "PT9999999999H"} | duration-out-of-range
                    """)
    void shouldRefuseAnythingButTheFuture(String body, String code) {
        // given
        var before = offset();

        // then
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/sandbox/clock/advance")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo(code))
                .body("pointer", equalTo("/by"));
        assertThat(offset()).isEqualTo(before);
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"by\": {}}", "{\"by\": ", "[]"})
    void shouldRefuseWhatCannotBeRead(String body) {
        given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/sandbox/clock/advance")
                .then()
                .statusCode(400)
                .contentType("application/problem+json")
                .body("code", equalTo("unreadable-json"));
    }

    private static String offset() {
        return given().get("/api/sandbox/clock").jsonPath().getString("offset");
    }

    private static Instant now() {
        return Instant.parse(given().get("/api/sandbox/clock").jsonPath().getString("now"));
    }

    private Instant brokersNow() {
        return Instant.ofEpochMilli(
                given().get(broker.resolve("/actuator/clock")).jsonPath().getLong("epochMilli"));
    }
}
