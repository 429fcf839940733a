package dev.waymark.insight;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How many people are where, and how it is going. */
@WaymarkTest
class FiguresResourceTest {

    private static final String GATEWAY = "Gateway_ProgressOrSilence";

    /** People of other tests may still be on their way, and would be counted. */
    @BeforeEach
    void everythingIsAtRest() {
        letPass("PT1S");
    }

    @Test
    void shouldCountPeopleByStateAndOutcome() {
        // given
        var before = figures();

        // when
        Person.signedUp("Ada").awaitAt(GATEWAY).tracks("Key Feature Used").awaitOutcome("converted");
        Person.signedUp("Ben").awaitAt(GATEWAY).tracks("Feature Viewed").awaitOutcome("progressed");
        cancel(Person.signedUp("Cleo").awaitAt(GATEWAY));
        Person.signedUp("Dan").awaitAt(GATEWAY);

        // then
        var after = figures();
        assertThat(grown(before, after, "counts.enrolled")).isEqualTo(4);
        assertThat(grown(before, after, "counts.running")).isEqualTo(1);
        assertThat(grown(before, after, "counts.completed")).isEqualTo(2);
        assertThat(grown(before, after, "counts.cancelled")).isEqualTo(1);
        assertThat(grown(before, after, "converted")).isEqualTo(1);
        assertThat(grown(before, after, "outcomes.find { it.outcome == 'progressed' }?.count"))
                .isEqualTo(1);
        assertThat(after.getDouble("conversionRate"))
                .isCloseTo(after.getDouble("converted") / after.getDouble("counts.completed"), within(1e-6));
    }

    @Test
    void shouldCountWhoStandsWhere() {
        // given
        var before = standingAt(GATEWAY);

        // when
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);

        // then
        assertThat(standingAt(GATEWAY)).isEqualTo(before + 1);

        // when
        ada.tracks("Feature Viewed").awaitOutcome("progressed");

        // then
        assertThat(standingAt(GATEWAY)).isEqualTo(before);
    }

    private static void cancel(Person person) {
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", person.enrolment())
                .then()
                .statusCode(200);
    }

    private static JsonPath figures() {
        return given().get("/api/journeys/welcome/figures")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static long grown(JsonPath before, JsonPath after, String path) {
        return number(after, path) - number(before, path);
    }

    private static long number(JsonPath json, String path) {
        return json.get(path) == null ? 0 : json.getLong(path);
    }

    private static int standingAt(String elementId) {
        var positions = given().get("/api/journeys/welcome/positions")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        return (int) number(positions, "positions.find { it.elementId == '" + elementId + "' }?.count");
    }
}
