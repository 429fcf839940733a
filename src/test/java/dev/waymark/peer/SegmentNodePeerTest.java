package dev.waymark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified {@code @segment/analytics-node}. */
@WaymarkTest
class SegmentNodePeerTest {

    @TempDir
    Path folder;

    @Inject
    Database database;

    @Test
    void shouldSignSomebodyUp() throws Exception {
        // given
        var person = Person.somebody();

        // when
        var printed = NodeScript.run(
                Map.of("WAYMARK_HOST", "http://127.0.0.1:" + RestAssured.port, "WAYMARK_WRITE_KEY", Person.WRITE_KEY),
                "node",
                "sign-up.mjs",
                person.userId(),
                "Ada",
                "ada@example.org");

        // then
        assertThat(printed).contains("Ada <ada@example.org> has signed up");
        person.awaitAt("Gateway_ProgressOrSilence");
    }

    @Test
    void shouldBeAnsweredForEveryCallOfOneBatch() throws Exception {
        // given
        var person = Person.somebody();
        var calls = Files.writeString(folder.resolve("calls.json"), """
                [{"method": "batch-like", "calls": [
                  {"method": "identify", "userId": "%1$s", "traits": {"firstName": "Ben"}},
                  {"method": "track", "userId": "%1$s", "event": "Signed Up"},
                  {"method": "track", "userId": "%1$s", "event": "Feature Viewed", "properties": {"feature": "search"}}]}]
                """.formatted(person.userId()));

        // when
        var printed = NodeScript.run(
                Map.of(),
                "node",
                "sdk-peer.mjs",
                "http://127.0.0.1:" + RestAssured.port,
                Person.WRITE_KEY,
                calls.toString());

        // then
        assertThat(printed).contains("\"failed\":[]");
        person.awaitOutcome("progressed");
    }

    @Test
    void shouldSendEveryCall() throws Exception {
        // given
        var userId = Person.somebody().userId();
        var calls = Files.writeString(folder.resolve("every-call.json"), """
                [{"method": "page", "anonymousId": "a-%1$s", "name": "Home", "category": "Shop"},
                 {"method": "batch-like", "calls": [
                  {"method": "identify", "userId": "%1$s", "anonymousId": "a-%1$s",
                   "traits": {"email": "%1$s@Example.org", "phone": "+66 81 %2$s"}},
                  {"method": "track", "userId": "%1$s", "event": "Bought", "properties": {"value": 9.5, "currency": "THB"},
                   "context": {"ip": "203.0.113.1"}},
                  {"method": "screen", "userId": "%1$s", "name": "Cart"},
                  {"method": "group", "userId": "%1$s", "groupId": "acme", "traits": {"plan": "paid"}},
                  {"method": "alias", "userId": "%1$s", "previousId": "%1$s-before"}]}]
                """.formatted(
                        userId, "%07d".formatted(Math.floorMod(userId.hashCode(), 10_000_000))));

        // when
        var printed = NodeScript.run(
                Map.of(),
                "node",
                "sdk-peer.mjs",
                "http://127.0.0.1:" + RestAssured.port,
                Person.WRITE_KEY,
                calls.toString());

        // then
        assertThat(printed).contains("\"sent\":6").contains("\"failed\":[]");
        assertThat(stored(
                        userId,
                        "type || coalesce(' ' || name, '') || coalesce(' ' || (properties ->> 'category'), '')"))
                .containsExactly("page Home Shop", "identify", "track Bought", "screen Cart", "group", "alias");
        assertThat(stored(userId, "properties ->> 'groupId'")).contains("acme");
        assertThat(stored(userId, "context ->> 'ip'")).contains("203.0.113.1");
        assertThat(database.texts(
                        "select kind from identity where profile_id = (select profile_id from identity where kind = 'user'"
                                + " and value = ?) order by kind",
                        userId))
                .contains("anonymous", "email", "phone", "user");
    }

    private List<String> stored(String userId, String expression) {
        return database.texts(
                "select " + expression + " from event where user_id = ? or anonymous_id = ? order by seq",
                userId,
                "a-" + userId);
    }
}
