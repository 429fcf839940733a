package dev.waymark.peer;

import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The unmodified {@code @segment/analytics-node}. */
@WaymarkTest
class SegmentNodePeerTest {

    @TempDir
    Path folder;

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
}
