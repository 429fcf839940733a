package dev.waymark.console;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.ValidatableResponse;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Every page is there, and shows a person's own words as words. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class PagesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";

    private Person mallory;

    /** Once for all tests; the address of the application is known only when each begins. */
    @BeforeEach
    void somebodyCallsHerselfAScript() {
        if (mallory != null) {
            return;
        }
        mallory = new Person(SCRIPT + UUID.randomUUID());
        mallory.identifies(Map.of("firstName", SCRIPT, "email", "mallory@example.org"))
                .tracks("Signed Up");
        mallory.awaitAt("Gateway_ProgressOrSilence");
        letPass("PT24H");
        mallory.awaitAt("Event_GoalWindowClosed");
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fragments/home"})
    void shouldShowWhoCameLast(String path) {
        isPage(path).body(containsString("&lt;script&gt;"), containsString(mallory.enrolment()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "/fragments/home"})
    void shouldListTheJourneysWithTheirFigures(String path) {
        var words = isPage(path).extract().asString().replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");

        assertThat(words).containsPattern("PUBLISHED [1-9][0-9]* running [0-9]+ held out [0-9]+ done [0-9]+ converted");
    }

    @Test
    void shouldShowTheMailbox() {
        isPage("/mailbox").body(containsString("mallory@example.org"), containsString(mail()));
    }

    @Test
    void shouldShowAMailWithItsBodyInAFrame() {
        isPage("/mailbox/" + mail())
                .body(containsString("&lt;script&gt;"), containsString("/mailbox/" + mail() + "/body"));
    }

    @Test
    void shouldShowTheBodyOfAMailWithoutAnyRights() {
        isPage("/mailbox/" + mail() + "/body")
                .body(containsString("Hi &lt;script&gt;"), not(containsString("/o/")))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("sandbox"), containsString("default-src 'none'")));
    }

    @Test
    void shouldShowAnEnrolment() {
        isPage("/enrolments/" + mallory.enrolment())
                .body(containsString("&lt;script&gt;"), containsString("Send beginner"));
    }

    @Test
    void shouldShowWhetherAStepHasStopped() {
        isPage("/incidents").body(containsString("Steps that have stopped"), containsString("the engine refuses"));
    }

    @Test
    void shouldLetNoForeignScriptRun() {
        given().get("/").then().header("Content-Security-Policy", containsString("default-src 'self'"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/mailbox/", "/enrolments/"})
    void shouldSayThatAPageIsUnknown(String path) {
        given().get(path + UUID.randomUUID()).then().statusCode(404);
        given().get(path + "not-an-id").then().statusCode(404);
    }

    private static ValidatableResponse isPage(String path) {
        return given().get(path).then().statusCode(200).contentType("text/html").body(not(containsString(SCRIPT)));
    }

    private String mail() {
        return mallory.trace().getString("messages[0].id");
    }
}
