package dev.waymark.event;

import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.track;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.sql.Connection;
import java.util.concurrent.CompletableFuture;
import javax.sql.DataSource;
import org.junit.jupiter.api.Test;

/** While the database is away, a source is told to try again, and a retry is stored once. */
@WaymarkTest
class DatabaseAwayTest {

    private static final String END_WAITING_WRITERS = "select count(pg_terminate_backend(l.pid)) from pg_locks l"
            + " where not l.granted and l.relation = 'event'::regclass";

    @Inject
    Database database;

    @Inject
    DataSource source;

    @Test
    void shouldTellASourceToTryAgain() throws Exception {
        // given
        var userId = Person.somebody().userId();
        var event = track(userId, "Signed Up");
        CompletableFuture<Response> answer;

        // when the database ends the connection while it writes the event
        try (var lock = source.getConnection()) {
            lockEvents(lock);
            answer = CompletableFuture.supplyAsync(() -> sends("track", event));
            await().atMost(20, SECONDS).until(() -> {
                database.number(END_WAITING_WRITERS);
                return answer.isDone();
            });
            lock.rollback();
        }

        // then
        answer.join()
                .then()
                .statusCode(503)
                .contentType("application/problem+json")
                .header("Retry-After", "5")
                .body("code", equalTo("database-away"));
        sends("track", event).then().statusCode(200);
        assertThat(database.number("select count(*) from event where user_id = ?", userId))
                .isEqualTo(1);
    }

    private static void lockEvents(Connection connection) throws Exception {
        connection.setAutoCommit(false);
        try (var statement = connection.createStatement()) {
            statement.execute("lock table event in exclusive mode");
        }
    }
}
