package dev.waymark.journey;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.endsWith;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Together;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Marketers put people into journeys, see them there, and take them out. */
@WaymarkTest
class EnrolmentResourceTest {

    private static final String GATEWAY = "Gateway_ProgressOrSilence";

    @Inject
    Database database;

    @Test
    void shouldEnrolAPersonByRequest() {
        // given
        var ada = known("Ada");

        // when
        var answer = start(ada, newKey());

        // then
        answer.then()
                .statusCode(202)
                .header(
                        "Location",
                        endsWith("/api/enrolments/" + answer.jsonPath().getString("id")))
                .body("userId", equalTo(ada.userId()))
                .body("status", equalTo("STARTING"))
                .body("enteredBy", equalTo("api"))
                .body("membership", nullValue());
        given().get(answer.header("Location")).then().statusCode(200).body("journey", equalTo("welcome"));
        ada.awaitAt(GATEWAY);
    }

    @Test
    void shouldEnrolAProfileByItsId() {
        // given
        var ada = known("Ada");

        // when
        var answer = start("welcome", newKey(), Map.of("profileId", database.profileOf(ada)));

        // then
        answer.then().statusCode(202).body("userId", equalTo(ada.userId()));
    }

    @Test
    void shouldGiveTheSameAnswerToTheSameRequest() {
        // given
        var ada = known("Ada");
        var key = newKey();
        var first = start(ada, key);

        // when
        var second = start(ada, key);

        // then
        assertThat(second.statusCode()).isEqualTo(first.statusCode()).isEqualTo(202);
        assertThat(second.header("Location")).isEqualTo(first.header("Location"));
    }

    @Test
    void shouldAnswerTheEnrolmentThatIsThereAlreadyWithoutASecondOne() {
        // given
        var ada = Person.signedUp("Ada");
        var key = newKey();

        // when
        var first = start(ada, key);
        var repeated = start(ada, key);

        // then
        first.then().statusCode(200).body("id", equalTo(ada.enrolment()));
        repeated.then().statusCode(200).body("id", equalTo(ada.enrolment()));
        assertThat(ada.enrolments()).hasSize(1);
    }

    @Test
    void shouldRefuseAKeyThatWasUsedForSomebodyElse() {
        // given
        var key = newKey();
        start(known("Ada"), key);

        // when
        var answer = start(known("Ben"), key);

        // then
        refusedAs(answer, 422, "idempotency-key-reused").body("pointer", equalTo("Idempotency-Key"));
    }

    @Test
    void shouldRefuseARequestWithoutAKey() {
        // given
        var ada = known("Ada");

        // when
        var answer = given().contentType(ContentType.JSON)
                .body(Map.of("userId", ada.userId()))
                .post("/api/journeys/welcome/enrolments");

        // then
        refusedAs(answer, 400, "idempotency-key-missing");
        refusedAs(start(ada, "x".repeat(256)), 400, "idempotency-key-missing");
        assertThat(ada.enrolments()).isEmpty();
    }

    @Test
    void shouldRefuseAJourneyNobodyKnows() {
        refusedAs(start("wellcome", newKey(), Map.of("userId", "x")), 404, "journey-unknown");
    }

    @Test
    void shouldRefuseAPersonNobodyKnows() {
        refusedAs(start(Person.somebody(), newKey()), 422, "profile-unknown");
        refusedAs(start("welcome", newKey(), Map.of("profileId", UUID.randomUUID())), 422, "profile-unknown");
    }

    @Test
    void shouldRefuseARequestThatNamesNobodyOrTwo() {
        refusedAs(start("welcome", newKey(), Map.of()), 400, "profile-missing");
        refusedAs(
                start("welcome", newKey(), Map.of("userId", "x", "profileId", UUID.randomUUID())),
                400,
                "profile-missing");
    }

    @Test
    void shouldEnrolOnceWhenManyAskAtTheSameTime() {
        // given
        var ada = known("Ada");
        everythingIsAtRest();
        var instancesBefore = instances();

        // when
        List<Callable<Response>> asking = Stream.<Callable<Response>>generate(() -> () -> start(ada, newKey()))
                .limit(20)
                .toList();
        var answers = Together.all(asking);

        // then
        assertThat(answers)
                .extracting(answer -> answer.jsonPath().getString("id"))
                .containsOnly(ada.enrolment());
        assertThat(answers)
                .extracting(Response::statusCode)
                .containsOnlyOnce(202)
                .contains(200);
        ada.awaitAt(GATEWAY);
        assertThat(instances()).isEqualTo(instancesBefore + 1);
    }

    @Test
    void shouldListEnrolmentsNewestFirstPageByPage() {
        // given
        var enrolled = Stream.of("Ada", "Ben", "Cleo", "Dan", "Eve")
                .map(EnrolmentResourceTest::known)
                .map(person -> start(person, newKey()).jsonPath().getString("id"))
                .toList();

        // when
        var listed = new ArrayList<String>();
        String cursor = null;
        do {
            var page = page(2, cursor);
            assertThat(page.getList("items")).hasSizeLessThanOrEqualTo(2);
            listed.addAll(page.getList("items.id"));
            cursor = page.getString("next");
        } while (cursor != null);

        // then
        assertThat(listed.subList(0, 5)).containsExactlyElementsOf(enrolled.reversed());
        assertThat(listed).doesNotHaveDuplicates().hasSize((int)
                database.number("select count(*) from enrolment where journey = 'welcome'"));
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void shouldRefuseAPageOfAnImpossibleSize(int limit) {
        refusedAs(given().queryParam("limit", limit).get("/api/journeys/welcome/enrolments"), 400, "invalid-field")
                .body("pointer", equalTo("/limit"));
    }

    @Test
    void shouldCancelForGood() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);

        // when
        cancel(ada.enrolment()).then().statusCode(200).body("status", equalTo("CANCELLED"));

        // then its process instance ends
        await().atMost(20, SECONDS)
                .until(() -> ada.trace()
                        .getList("steps.findAll { it.state == 'ACTIVE' }")
                        .isEmpty());
        assertThat(ada.trace().getList("steps.findAll { it.state == 'TERMINATED' }.elementId"))
                .contains(GATEWAY);

        // and nothing is sent any more
        letPass("PT24H");
        assertThat(ada.messageStatuses()).isEmpty();
    }

    @Test
    void shouldCancelBeforeTheEngineKnows() {
        // given
        var ada = known("Ada");
        var id = start(ada, newKey()).jsonPath().getString("id");

        // when
        cancel(id).then().statusCode(200);

        // then
        letPass("PT24H");
        given().get("/api/enrolments/{id}", id).then().body("status", equalTo("CANCELLED"));
        assertThat(ada.messageStatuses()).isEmpty();
    }

    @Test
    void shouldCancelASecondTimeWithoutEffect() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);
        var first = cancel(ada.enrolment()).jsonPath().getString("endedAt");

        // when
        var second = cancel(ada.enrolment());

        // then
        second.then().statusCode(200).body("endedAt", equalTo(first));
    }

    @Test
    void shouldNotCancelWhatHasCompleted() {
        // given
        var ada =
                Person.signedUp("Ada").awaitAt(GATEWAY).tracks("Feature Viewed").awaitOutcome("progressed");

        // when
        var answer = cancel(ada.enrolment());

        // then
        refusedAs(answer, 409, "enrolment-ended");
        given().get("/api/enrolments/{id}", ada.enrolment()).then().body("status", equalTo("COMPLETED"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"status\": \"RUNNING\"}", "{}", "{\"status\": null}"})
    void shouldSetNoOtherStatus(String body) {
        refusedAs(setStatus(UUID.randomUUID().toString(), body), 400, "status-not-to-be-set");
    }

    @Test
    void shouldRefuseAStatusThatDoesNotExist() {
        refusedAs(setStatus(UUID.randomUUID().toString(), "{\"status\": \"GONE\"}"), 400, "unreadable-json");
    }

    @Test
    void shouldSayThatAnEnrolmentIsUnknown() {
        refusedAs(given().get("/api/enrolments/{id}", UUID.randomUUID()), 404, "enrolment-unknown");
        refusedAs(cancel(UUID.randomUUID().toString()), 404, "enrolment-unknown");
    }

    @Test
    void shouldListJourneysAndTheirDiagrams() {
        given().get("/api/journeys")
                .then()
                .statusCode(200)
                .body("items.find { it.key == 'welcome' }.goal", equalTo("first-key-action"))
                .body("items.find { it.key == 'welcome' }.entrySegment", equalTo("new-signups"))
                .body("findings.size()", equalTo(0));
        given().get("/api/journeys/welcome/versions/1/diagram")
                .then()
                .statusCode(200)
                .contentType(startsWith("application/xml"));
        refusedAs(given().get("/api/journeys/welcome/versions/99/diagram"), 404, "version-unknown");
        refusedAs(given().get("/api/journeys/wellcome"), 404, "journey-unknown");
        refusedAs(given().get("/api/journeys/wellcome/figures"), 404, "journey-unknown");
    }

    /** Somebody Waymark knows, and has no reason to enrol by itself. */
    private static Person known(String firstName) {
        return Person.somebody().identifies(Map.of("firstName", firstName, "email", "somebody@example.org"));
    }

    /** People of other tests may still be on their way, and would be counted. */
    private static void everythingIsAtRest() {
        letPass("PT1S");
    }

    private static Response start(Person person, String key) {
        return start("welcome", key, Map.of("userId", person.userId()));
    }

    private static Response start(String journey, String key, Map<String, ?> who) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(who)
                .post("/api/journeys/{journey}/enrolments", journey);
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static Response cancel(String id) {
        return setStatus(id, "{\"status\": \"CANCELLED\"}");
    }

    private static Response setStatus(String id, String body) {
        return given().contentType(ContentType.JSON).body(body).put("/api/enrolments/{id}/status", id);
    }

    private static JsonPath page(int limit, String cursor) {
        var request = given().queryParam("limit", limit);
        if (cursor != null) {
            request.queryParam("cursor", cursor);
        }
        return request.get("/api/journeys/welcome/enrolments")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private long instances() {
        return database.number(
                "select count(distinct instance) from engine_record where process_id = 'WelcomeJourney'");
    }

    private static ValidatableResponse refusedAs(Response answer, int status, String code) {
        return answer.then()
                .statusCode(status)
                .contentType("application/problem+json")
                .body("code", equalTo(code));
    }
}
