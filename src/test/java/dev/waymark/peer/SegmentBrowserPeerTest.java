package dev.waymark.peer;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The unmodified {@code @segment/analytics-next}, on a page of another origin in a real Chromium. */
@WaymarkTest
class SegmentBrowserPeerTest {

    private static final String CALLS = "select type || coalesce(' ' || name, '') || coalesce(' ' ||"
            + " (properties ->> 'category'), '') from event where user_id in (?, ?) or anonymous_id in"
            + " (select anonymous_id from event where user_id = ?) order by seq";

    @Inject
    Database database;

    @Test
    void shouldSendEveryCallFromAPageOfAnotherOrigin() throws Exception {
        // given
        var userId = Person.somebody().userId();

        // when
        var printed = NodeScript.run(
                Map.of(),
                "node",
                "segment-browser.mjs",
                "http://127.0.0.1:" + RestAssured.port,
                Person.WRITE_KEY,
                userId);

        // then
        System.out.println(printed);
        assumeThat(printed).as(printed).doesNotContain("Skipped");
        await().atMost(20, SECONDS).until(() -> calls(userId).size() == 11);
        assertThat(calls(userId).subList(0, 9))
                .containsExactly(
                        "page Home Shop",
                        "identify",
                        "track Product Viewed",
                        "screen Cart",
                        "group",
                        "alias",
                        "track One",
                        "track Two",
                        "track Three");
        assertThat(calls(userId)).contains("track Left One", "track Left Two");
        assertThat(database.text(
                        "select properties ->> 'name' from event where name = 'Product Viewed' and user_id = ?",
                        userId))
                .isEqualTo("สวัสดี 😀");
        assertThat(database.text(
                        "select context -> 'page' ->> 'title' from event where name = 'One' and user_id = ?", userId))
                .isEqualTo("A shop");
        assertThat(database.text("select value from identity where kind = 'email' and value like ?", userId + "%"))
                .isEqualTo(userId + "@example.org");
    }

    private List<String> calls(String userId) {
        return database.texts(CALLS, userId, userId + "-new", userId);
    }
}
