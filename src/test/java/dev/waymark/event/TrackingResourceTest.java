package dev.waymark.event;

import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.not;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Together;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Events in, through HTTP and into the tables. */
@WaymarkTest
class TrackingResourceTest {

    private static final String PROBLEM = "application/problem+json";

    @Inject
    Database database;

    private final String userId = Person.somebody().userId();

    @Test
    void shouldTakeTheWriteKeyAsBasicUser() {
        sends("track", track(userId, "Feature Viewed")).then().statusCode(200).body("success", equalTo(true));
    }

    @Test
    void shouldTakeTheWriteKeyInTheBody() {
        // when
        given().contentType(ContentType.JSON)
                .body(with(track(userId, "Feature Viewed"), "writeKey", Person.WRITE_KEY))
                .post("/v1/track")
                .then()
                .statusCode(200);

        // then
        assertThat(storedNames()).containsExactly("Feature Viewed");
    }

    @Test
    void shouldRefuseEventsWithoutAWriteKey() {
        refusedAs(
                given().contentType(ContentType.JSON)
                        .body(track(userId, "A"))
                        .post("/v1/track")
                        .then(),
                401,
                "unknown-write-key");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Basic d3Jvbmc6", "Basic not-base64!", "Bearer local", "Basic Og=="})
    void shouldRefuseEventsWithAWrongWriteKey(String authorization) {
        // when
        var answer = given().header("Authorization", authorization)
                .contentType(ContentType.JSON)
                .body(track(userId, "A"))
                .post("/v1/track")
                .then();

        // then
        refusedAs(answer, 401, "unknown-write-key");
        assertThat(storedNames()).isEmpty();
    }

    @Test
    void shouldSayWhereJsonCannotBeRead() {
        refusedAs(sends("track", "{\"userId\": \"ada\",\n oops").then(), 400, "unreadable-json")
                .body("detail", containsString("line 2"));
    }

    @Test
    void shouldRefuseJsonNestedDeeperThanAnybodyNeeds() {
        refusedAs(
                sends("track", "{\"userId\":\"a\",\"properties\":" + "[".repeat(5_000) + "]".repeat(5_000) + "}")
                        .then(),
                400,
                "unreadable-json");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"batch\": [{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"A\"}",
                "{\"batch\": [{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"A\"}]",
                "{\"batch\": [{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"A\"}]} x",
                "{\"batch\": [{\"type\": \"track\", \"userId\": \"%s\", \"event\": \"A}]}",
            })
    void shouldStoreNothingOfABatchThatIsCutOff(String body) {
        refusedAs(sends("batch", body.formatted(userId)).then(), 400, "unreadable-json")
                .body("detail", containsString("near byte"));
        assertThat(storedNames()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "42", ""})
    void shouldRefuseABodyThatIsNoObject(String body) {
        refusedAs(sends("track", body).then(), 400, "no-body");
    }

    @Test
    void shouldSayWhatIsWrongWithASingleEvent() {
        refusedAs(sends("track", Map.of("userId", userId)).then(), 400, "unsound-event")
                .body("detail", equalTo("Expected a track call to name its event, but event is missing."));
    }

    @Test
    void shouldRefuseABatchWithoutEvents() {
        refusedAs(sends("batch", Map.of("events", List.of())).then(), 400, "no-batch")
                .body("pointer", equalTo("/batch"));
    }

    @Test
    void shouldRefuseABatchThatIsTooLong() {
        refusedAs(sendsBatch(Collections.nCopies(2_501, Map.of())).then(), 400, "batch-too-large");
    }

    @Test
    void shouldParkAPoisonedEventAndStoreItsNeighbours() {
        // given
        var before = track(userId, "Before");
        var after = track(userId, "After");
        var poison = with(track(userId, "Poison"), "timestamp", "yesterday " + userId);

        // when
        sendsBatch(List.of(before, poison, after)).then().statusCode(200);

        // then
        assertThat(storedNames()).containsExactly("Before", "After");
        assertThat(database.text("select reason from parked_event where payload like ?", "%yesterday " + userId + "%"))
                .isEqualTo("Expected timestamp to be a time such as 2026-11-22T09:00:00Z, but it is not.");
    }

    /** What the database would refuse must not sink its neighbours, nor the note that it came. */
    @ParameterizedTest
    @ValueSource(strings = {"\u0000", "\ud800", "half of a pair at the cut"})
    void shouldParkTextThatTheDatabaseCannotHold(String text) {
        // given
        var filler = "😀".repeat(text.length() > 1 ? 10_000 : 1);
        var poison = with(track(userId, text), "userId", Map.of("filler", userId + "a" + filler));

        // when
        sendsBatch(List.of(poison, track(userId, "Neighbour"))).then().statusCode(200);

        // then
        assertThat(storedNames()).containsExactly("Neighbour");
        assertThat(database.number("select count(*) from parked_event where payload like ?", "%" + userId + "%"))
                .isEqualTo(1);
    }

    @Test
    void shouldStoreAMessageIdOnceHoweverOftenItComes() {
        // given
        var person = Person.somebody();
        var event = track(person.userId(), "Signed Up");

        // when it comes 50 times in one batch, over eight connections at once, and again later
        List<Callable<Integer>> sending = Collections.nCopies(
                8, () -> sendsBatch(Collections.nCopies(50, event)).statusCode());
        var answers = Together.all(sending);
        sends("track", event).then().statusCode(200);

        // then
        assertThat(answers).containsOnly(200);
        var profile = database.profileOf(person);
        assertThat(database.number("select count(*) from event where profile_id = ?", profile))
                .isEqualTo(1);
        assertThat(database.number("select count from event_summary where profile_id = ?", profile))
                .isEqualTo(1);
        assertThat(database.number("select count(*) from enrolment where profile_id = ?", profile))
                .isEqualTo(1);
    }

    @Test
    void shouldKeepTheFirstOfTwoPayloadsUnderOneMessageId() {
        // given
        var messageId = UUID.randomUUID().toString();
        sends("track", with(track(userId, "First", messageId), "properties", Map.of("plan", "free")));

        // when
        sends("track", with(track(userId, "Second", messageId), "properties", Map.of("plan", "paid")))
                .then()
                .statusCode(200)
                .body("repeated", equalTo(1));

        // then
        assertThat(database.texts("select name || (properties ->> 'plan') from event where message_id = ?", messageId))
                .containsExactly("Firstfree");
    }

    @Test
    void shouldSayHowManyEventsItHadBefore() {
        // given
        var event = track(userId, "Signed Up");

        // then
        sends("track", event).then().body(equalTo("{\"success\":true}"));
        sends("track", event).then().statusCode(200).body(equalTo("{\"success\":true,\"repeated\":1}"));
        sendsBatch(List.of(event, track(userId, "B"), Map.of()))
                .then()
                .body(equalTo("{\"success\":true,\"repeated\":1,\"parked\":1}"));
    }

    @Test
    void shouldKnowAPersonAgainWhoWasAnonymousBefore() {
        // given
        var anonymousId = "anonymous-" + userId;
        sends("track", Map.of("anonymousId", anonymousId, "event", "Looked Around"))
                .then()
                .statusCode(200);

        // when
        sends("identify", Map.of("anonymousId", anonymousId, "userId", userId, "traits", Map.of("firstName", "Ada")))
                .then()
                .statusCode(200);
        sends("track", track(userId, "Bought")).then().statusCode(200);

        // then
        assertThat(storedNames()).containsExactly("Looked Around", null, "Bought");
        assertThat(database.text(
                        "select traits ->> 'firstName' from profile p join identity i on i.profile_id = p.id where value = ?",
                        anonymousId))
                .isEqualTo("Ada");
    }

    @Test
    void shouldAnswerOnlyWhenTheEventIsCommitted() {
        IntStream.rangeClosed(1, 20).forEach(count -> {
            // when
            sends("track", track(userId, "Feature Viewed")).then().statusCode(200);

            // then another connection sees it
            assertThat(storedNames()).hasSize(count);
        });
    }

    @Test
    void shouldTakeNewPeopleWhoArriveInSeveralBatchesAtOnce() {
        for (int round = 0; round < 15; round++) {
            // given one person under both names, met in another order by each connection
            var user = "user-" + UUID.randomUUID();
            var anonymous = "anonymous-" + user;
            var known = Map.of("type", "page", "userId", user, "anonymousId", anonymous);
            var byUser = Map.of("type", "page", "userId", user);
            var byAnonymous = Map.of("type", "page", "anonymousId", anonymous);

            // when
            List<Callable<Integer>> sending = List.of(
                    () -> sendsBatch(List.of(known)).statusCode(),
                    () -> sendsBatch(List.of(byAnonymous, byUser)).statusCode(),
                    () -> sendsBatch(List.of(byUser, byAnonymous)).statusCode(),
                    () -> sendsBatch(List.of(byAnonymous, known)).statusCode());

            // then
            assertThat(Together.all(sending)).containsOnly(200);
        }
    }

    private List<String> storedNames() {
        return database.texts(
                "select name from event where profile_id = (select profile_id from identity where value = ?) order by seq",
                userId);
    }

    private static ValidatableResponse refusedAs(ValidatableResponse answer, int status, String code) {
        return answer.statusCode(status)
                .contentType(PROBLEM)
                .body("status", equalTo(status))
                .body("code", equalTo(code))
                .body("type", equalTo("urn:waymark:problem:" + code))
                .body("detail", not(containsString("Exception")));
    }
}
