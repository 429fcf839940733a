package dev.waymark.journey;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Marketers put many people into a journey at once and read what became of each. */
@WaymarkTest
class EnrolmentBatchResourceTest {

    @Test
    void shouldSayWhatBecameOfEachOfAList() {
        // given
        var known = known();
        var signedUp = Person.signedUp("Ben");
        signedUp.enrolment();

        // when
        var batch = done(start(
                newKey(), Map.of("userIds", List.of(known.userId(), signedUp.userId(), "nobody", known.userId()))));

        // then
        assertThat(batch.getLong("people")).isEqualTo(4);
        assertThat(batch.getMap("outcomes")).isEqualTo(Map.of("enrolled", 1, "already-in", 2, "unknown", 1));
        var people = people(batch, "");
        assertThat(people.getList("items.outcome")).containsExactly("enrolled", "already-in", "unknown", "already-in");
        assertThat(people.getList("items.named")).containsExactly(null, null, "nobody", null);
        assertThat(known.enrolments()).containsExactly(people.getString("items[0].enrolmentId"));
        assertThat(people(batch, "unknown").getList("items.place")).containsExactly(3);
    }

    @Test
    void shouldOnlySayItWhenAskedForAPreview() {
        // given
        var known = known();

        // when
        var batch = done(given().header("Idempotency-Key", newKey())
                .queryParam("preview", true)
                .contentType(ContentType.JSON)
                .body(Map.of("userIds", List.of(known.userId())))
                .post("/api/journeys/welcome/enrolment-batches"));

        // then
        assertThat(batch.getMap("outcomes")).isEqualTo(Map.of("enrolled", 1));
        assertThat(known.enrolments()).isEmpty();
    }

    @Test
    void shouldEnrolThePeopleOfAFile() {
        // given
        var known = known();

        // when
        var batch = done(file("email\r\n" + known.userId().toUpperCase(Locale.ROOT) + "@EXAMPLE.ORG\r\n"));

        // then
        assertThat(batch.getMap("outcomes")).isEqualTo(Map.of("enrolled", 1));
        assertThat(known.enrolments()).hasSize(1);
    }

    @Test
    void shouldEnrolThePeopleOfASegment() {
        // given
        var ada = known();
        ada.tracks("Callback Requested");
        // when
        var batch = done(start(newKey(), Map.of("segment", "callback-requests")));

        // then
        assertThat(batch.getLong("people")).isEqualTo(batch.getLong("done")).isPositive();
        assertThat(ada.enrolments()).hasSize(1);
    }

    @Test
    void shouldTakeTheSameRequestOnce() {
        // given
        var key = newKey();
        var people = Map.<String, Object>of("userIds", List.of(known().userId()));

        // when
        var first = start(key, people);
        var second = start(key, people);

        // then
        second.then().statusCode(202).body("id", equalTo(first.jsonPath().getString("id")));
        start(key, Map.of("userIds", List.of("somebody else")))
                .then()
                .statusCode(422)
                .body("code", equalTo("idempotency-key-reused"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{}                                       | people-missing",
                "{\"userIds\":[\"a\"],\"segment\":\"b\"}  | people-missing",
                "{\"userIds\":[]}                         | too-many-people",
                "{\"userIds\":[\"a\",null]}               | name-unsound",
                "{\"userIds\":[\"a\",\" \"]}              | name-unsound"
            })
    void shouldRefuseWhatNamesNobody(String body, String code) {
        given().header("Idempotency-Key", newKey())
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/journeys/welcome/enrolment-batches")
                .then()
                .statusCode(400)
                .body("code", equalTo(code));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "name;a            | header-unknown   | line 1",
                "userId,name;a,b   | too-many-columns | line 1",
                "userId;a;b,c      | too-many-columns | line 3",
                "userId;a;\"x      | file-unreadable  | UTF-8",
                "profileId;a       | name-unsound     | at 2"
            })
    void shouldSayWhatIsWrongWithAFile(String file, String code, String where) {
        file(file.replace(";", "\n"))
                .then()
                .statusCode(400)
                .body("code", equalTo(code))
                .body("detail", containsString(where));
    }

    @Test
    void shouldForgetTheNamesOfThoseWhoWereFound() {
        var known = known();
        var batch = done(start(newKey(), Map.of("userIds", List.of(known.userId()))));

        assertThat(people(batch, "").getString("items[0].named")).isNull();
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org"));
    }

    private static String newKey() {
        return UUID.randomUUID().toString();
    }

    private static Response start(String key, Map<String, Object> body) {
        return given().header("Idempotency-Key", key)
                .contentType(ContentType.JSON)
                .body(body)
                .post("/api/journeys/welcome/enrolment-batches");
    }

    private static Response file(String content) {
        return given().header("Idempotency-Key", newKey())
                .contentType("text/csv")
                .body(content)
                .post("/api/journeys/welcome/enrolment-batches");
    }

    private static JsonPath done(Response accepted) {
        accepted.then().statusCode(202);
        await().atMost(20, SECONDS)
                .until(() -> given().get(accepted.header("Location")).jsonPath().getString("finishedAt") != null);
        return given().get(accepted.header("Location")).jsonPath();
    }

    private static JsonPath people(JsonPath batch, String outcome) {
        var request = given();
        if (!outcome.isEmpty()) {
            request.queryParam("outcome", outcome);
        }
        return request.get("/api/enrolment-batches/{id}/people", batch.getString("id"))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
