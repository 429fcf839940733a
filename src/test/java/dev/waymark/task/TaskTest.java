package dev.waymark.task;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.support.Actor;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** People do their part in a journey, and it goes on by what came of it. */
@WaymarkTest
class TaskTest {

    @Inject
    Database database;

    @Test
    void shouldGoOnByTheOutcomeOfATask() {
        // given
        var journey = calling().published();
        var ada = known();
        var ben = known();
        journey.enrols(ada);
        journey.enrols(ben);
        journey.awaitAt(ada, "Gate").awaitAt(ben, "Gate");

        // when
        finish(taskOf(journey, ada), "sold");
        finish(taskOf(journey, ben), "refused");

        // then
        journey.awaitOutcome(ada, "sold").awaitOutcome(ben, "other");
    }

    @Test
    void shouldShowEachTaskOnceWhileOthersAreDone() {
        // given
        var kind = "visit-" + UUID.randomUUID().toString().substring(0, 8);
        var journey = calling(kind).published();
        var people = Stream.generate(TaskTest::known).limit(3).toList();
        people.forEach(journey::enrols);
        people.forEach(person -> journey.awaitAt(person, "Gate"));

        // when one of the first page is done before the second is asked for
        var first = page(kind, null);
        finish(first.getString("items[0].id"), "sold");
        var second = page(kind, first.getString("next"));

        // then
        assertThat(first.getList("items")).hasSize(2);
        assertThat(second.getList("items.id")).hasSize(1).doesNotContainAnyElementsOf(first.getList("items.id"));
        assertThat(second.getString("next")).isNull();
    }

    private static JsonPath page(String kind, String cursor) {
        var asked = given().queryParam("kind", kind).queryParam("limit", 2);
        return (cursor == null ? asked : asked.queryParam("cursor", cursor))
                .get("/api/tasks")
                .jsonPath();
    }

    @Test
    void shouldNotMistakeTheTaskOfOneJourneyForThatOfAnother() {
        // given
        var one = calling().published();
        var other = calling().published();
        var ada = known();
        one.enrols(ada);
        other.enrols(ada);
        one.awaitAt(ada, "Gate");
        other.awaitAt(ada, "Gate");

        // when
        finish(taskOf(one, ada), "sold");

        // then
        one.awaitOutcome(ada, "sold");
        assertThat(other.enrolmentsOf(ada).getFirst()).containsEntry("status", "RUNNING");
    }

    @Test
    void shouldShowWhatIsToBeDoneForWhomUntilWhen() {
        var journey = calling().published();
        var ada = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");

        given().get("/api/tasks/{id}", taskOf(journey, ada))
                .then()
                .statusCode(200)
                .body("kind", equalTo("callback"))
                .body("title", equalTo("Call and ask what was difficult"))
                .body("status", equalTo("OPEN"))
                .body("timeZone", equalTo("Asia/Bangkok"))
                .body("traits.phone", equalTo("+66812345678"))
                .body("assignee", nullValue());
    }

    @Test
    void shouldBelongToWhoHasClaimedIt() {
        var journey = calling().published();
        var ada = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");
        var task = taskOf(journey, ada);

        act(task, "claim", "Kim").then().statusCode(200).body("assignee", equalTo("Kim"));
        act(task, "claim", "Kim").then().statusCode(200);
        act(task, "claim", "Lee").then().statusCode(409).body("code", equalTo("task-not-ready"));
        complete(task, "Lee", "sold").then().statusCode(409);
        act(task, "release", "Kim").then().statusCode(200).body("status", equalTo("OPEN"));
        complete(task, "Kim", "sold").then().statusCode(409);
        complete(task, "Kim", "no such word!").then().statusCode(400).body("code", equalTo("outcome-missing"));
    }

    @Test
    void shouldRemindAndEscalateAtTheirTimeAndEndWithTheEnrolment() {
        // given
        var journey = calling().published();
        var ada = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");
        var task = taskOf(journey, ada);

        // when
        letPass("PT6M");

        // then
        await().atMost(20, SECONDS).until(() -> text(task, "remindedAt") != null);
        assertThat(text(task, "escalatedAt")).isNull();

        // when
        letPass("PT5M");

        // then
        await().atMost(20, SECONDS).until(() -> text(task, "escalatedAt") != null);
        assertThat(given().queryParam("escalated", true)
                        .queryParam("limit", 200)
                        .get("/api/tasks")
                        .jsonPath()
                        .getList("items.id"))
                .contains(task);

        // when
        letPass("PT5M");

        // then
        journey.awaitOutcome(ada, "missed");
        await().atMost(20, SECONDS).until(() -> "CANCELLED".equals(text(task, "status")));
    }

    private static Drawing calling() {
        return calling("callback");
    }

    private static Drawing calling(String kind) {
        return aJourney()
                .task(
                        "Call",
                        "create-task",
                        "kind",
                        kind,
                        "title",
                        "Call and ask what was difficult",
                        "deadline",
                        "PT15M",
                        "remindAfter",
                        "PT5M",
                        "escalateAfter",
                        "PT10M")
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Sold", "Callback Completed", "outcome = \"sold\"")
                .behaviour("Other", "Callback Completed", "")
                .timer("Missed", "PT15M")
                .end("EndSold", "Sold")
                .end("EndOther", "Other")
                .end("EndMissed", "Missed")
                .path("Start", "Call", "Listen", "Gate", "Sold", "EndSold")
                .path("Gate", "Other", "EndOther")
                .path("Gate", "Missed", "EndMissed");
    }

    private String taskOf(Drawing journey, Person person) {
        return database.text(
                "select id from task where journey = ? and profile_id = ?", journey.key(), database.profileOf(person));
    }

    private static void finish(String task, String outcome) {
        act(task, "claim", "Kim").then().statusCode(200);
        complete(task, "Kim", outcome).then().statusCode(200).body("status", equalTo("DONE"));
        complete(task, "Kim", outcome).then().statusCode(200);
    }

    private static Response act(String task, String action, String actor) {
        return given().header(Actor.HEADER, actor).post("/api/tasks/{id}/{action}", task, action);
    }

    private static Response complete(String task, String actor, String outcome) {
        return given().header(Actor.HEADER, actor)
                .contentType("application/json")
                .body(Map.of("outcome", outcome, "note", "Had no time"))
                .post("/api/tasks/{id}/complete", task);
    }

    private static String text(String task, String field) {
        return given().get("/api/tasks/{id}", task).jsonPath().getString(field);
    }

    private static Person known() {
        return Person.somebody().identifies(Map.of("timezone", "Asia/Bangkok", "phone", "+66812345678"));
    }
}
