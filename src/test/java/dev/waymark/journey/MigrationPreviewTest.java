package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.testing.Drawing;
import dev.waymark.testing.Migration;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** Before anybody is moved to another version: what it would do, and to whom. */
@WaymarkTest
class MigrationPreviewTest {

    @Test
    void shouldSayWhoMovesAndWhoseTimerShifts() {
        // given
        var journey = greeting(aJourney(), "P7D").published();
        in(journey, "Wait");
        in(journey, "Wait");
        greeting(journey.anew(), "P14D").handIn().then().statusCode(201);

        // when
        var preview = Migration.from(1).preview(journey, 2);

        // then
        assertThat(preview.getInt("running")).isEqualTo(2);
        assertThat(preview.getInt("moving")).isEqualTo(2);
        assertThat(preview.getString("places[0].elementId")).isEqualTo("Wait");
        assertThat(preview.getString("places[0].movesTo")).isEqualTo("Wait");
        assertThat(preview.getList("places[0].examples")).hasSize(2);
        assertThat(preview.getMap("places[0].timer"))
                .containsEntry("before", "P7D")
                .containsEntry("after", "P14D")
                .containsEntry(
                        "sentence",
                        "The timer waits P14D now and waited P7D. It goes on with the time that is left for 2 people.");
        assertThat(preview.getList("twice")).isEmpty();
        assertThat(preview.getList("changes")).isEmpty();
    }

    @Test
    void shouldSayWhereThoseAreWhoStandAtAnElementOfAlmostOurName() {
        var journey = aJourney()
                .timer("WaymarkXWait", "P7D")
                .end("End", "Done")
                .path("Start", "WaymarkXWait", "End")
                .published();
        in(journey, "WaymarkXWait");
        greeting(journey.anew(), "P14D").handIn();

        assertThat(Migration.from(1).preview(journey, 2).getList("places.elementId"))
                .containsExactly("WaymarkXWait");
    }

    @Test
    void shouldSayWhoCannotMoveAndWhy() {
        // given
        var journey = greeting(aJourney(), "P7D").published();
        in(journey, "Wait");
        journey.anew()
                .task("Wait", "split", "arms", "a 50, b 50")
                .timer("Pause", "P1D")
                .end("End", "End")
                .path("Start", "Wait", "Pause", "End")
                .handIn();
        journey.anew()
                .timer("Pause", "P1D")
                .end("End", "End")
                .path("Start", "Pause", "End")
                .handIn();

        // then
        assertThat(Migration.from(1).preview(journey, 2).getString("places[0].why"))
                .startsWith("Expected Wait to be of the same kind in version 2");
        assertThat(Migration.from(1).preview(journey, 3).getString("places[0].why"))
                .startsWith("Expected Wait in version 3 too, but it is not there.");
        assertThat(Migration.from(1).preview(journey, 3).getInt("moving")).isZero();
        assertThat(Migration.from(1)
                        .mapping("Wait", "Pause")
                        .preview(journey, 3)
                        .getString("places[0].movesTo"))
                .isEqualTo("Pause");
    }

    @Test
    void shouldSayWhoWouldGetAMessageTwice() {
        // given somebody who was sent the guide
        var journey = greeting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        greeting(journey.anew(), "P7D").handIn();
        journey.anew()
                .task("Hello", "send-message", mail("beginner-guide"))
                .timer("Wait", "P7D")
                .task("Again", "send-message", mail("beginner-guide"))
                .end("End", "Done")
                .path("Start", "Hello", "Wait", "Again", "End")
                .handIn();

        // then
        var preview = Migration.from(1).preview(journey, 2);
        assertThat(preview.getList("twice")).hasSize(1);
        assertThat(preview.getMap("twice[0]"))
                .containsEntry("stands", "Wait")
                .containsEntry("elementId", "Again")
                .containsEntry("because", "same template")
                .containsEntry("alsoToday", false)
                .containsEntry("people", 1)
                .containsEntry(
                        "examples", List.of(journey.enrolmentsOf(ada).getFirst().get("id")));
    }

    @Test
    void shouldSayWhichMessagesWouldBeSkipped() {
        // given
        var journey = greeting(aJourney(), "P7D").published();
        in(journey, "Wait");
        journey.anew()
                .task("First", "send-message", mail("thanks-again"))
                .timer("Wait", "P7D")
                .end("End", "Done")
                .path("Start", "First", "Wait", "End")
                .handIn()
                .then()
                .body("findings", equalTo(List.of()));

        // then
        var preview = Migration.from(1).preview(journey, 2);
        assertThat(preview.getList("places[0].skips.elementId")).containsExactly("Tips", "First");
        assertThat(preview.getList("places[0].skips.why"))
                .containsExactly("Their version would send it, this one not.", "New, and before where they go on.");
    }

    @Test
    void shouldSayWhatIsWaitedForInAnotherWay() {
        // given
        var journey = listening(aJourney(), "P7D", "Feature Viewed", "").published();
        in(journey, "Gateway");
        listening(
                        journey.anew().with("priority", "70").with("exit-events", "Order Completed"),
                        "P3D",
                        "Product Viewed",
                        "value > 10")
                .handIn()
                .then()
                .body("findings", equalTo(List.of()));

        // then
        var preview = Migration.from(1).preview(journey, 2);
        assertThat(preview.getList("places[0].waits"))
                .containsExactly(
                        "Waits for Feature Viewed no longer.",
                        "Waits for Product Viewed (value > 10) too; what has happened since the wait began counts.");
        assertThat(preview.getString("places[0].timer.before")).isEqualTo("P7D");
        assertThat(preview.getList("changes"))
                .containsExactly(
                        "The priority: 70 instead of 50.", "Events that end it: Order Completed instead of none.");
    }

    @Test
    void shouldRefuseWhatCannotBeCompared() {
        var journey = greeting(aJourney(), "P7D").published();

        given().queryParam("from", 1)
                .get("/api/journeys/{key}/versions/1/migration", journey.key())
                .then()
                .statusCode(422)
                .body("code", equalTo("same-version"));
        given().queryParam("from", 7)
                .get("/api/journeys/{key}/versions/1/migration", journey.key())
                .then()
                .statusCode(404)
                .body("code", equalTo("version-unknown"));
        given().get("/api/journeys/{key}/versions/1/migration", journey.key())
                .then()
                .statusCode(400)
                .body("code", equalTo("from-missing"));
    }

    @Test
    void shouldRefuseAMapThatLeadsNowhere() {
        var journey = greeting(aJourney(), "P7D").published();
        greeting(journey.anew(), "P14D").published();

        Migration.from(1)
                .mapping("Wait", "Nowhere")
                .ask(journey, 2)
                .then()
                .statusCode(422)
                .body("code", equalTo("map-unsound"));
        Migration.from(2).ask(journey, 1).then().statusCode(409).body("code", equalTo("journey-version-not-ready"));
    }

    private static Drawing greeting(Drawing journey, String time) {
        return journey.task("Hello", "send-message", mail("beginner-guide"))
                .timer("Wait", time)
                .task("Tips", "send-message", mail("care-tip"))
                .end("End", "Done")
                .path("Start", "Hello", "Wait", "Tips", "End");
    }

    private static Drawing listening(Drawing journey, String time, String event, String condition) {
        return journey.task("Arm", "arm-wait")
                .listen("Gateway")
                .behaviour("Told", event, condition)
                .timer("Late", time)
                .end("End_Told", "Told")
                .end("End_Late", "Late")
                .path("Start", "Arm", "Gateway", "Told", "End_Told")
                .path("Gateway", "Late", "End_Late");
    }

    private static String[] mail(String template) {
        return new String[] {"templateKey", template, "channel", "email", "topic", "onboarding"};
    }

    private static Person in(Drawing journey, String element) {
        var person = Person.somebody();
        person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
        journey.enrols(person);
        journey.awaitAt(person, element);
        return person;
    }
}
