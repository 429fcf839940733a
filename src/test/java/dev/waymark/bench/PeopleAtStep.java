package dev.waymark.bench;

import static dev.waymark.testing.Person.WRITE_KEY;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.MINUTES;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import io.agroal.api.AgroalDataSource;
import io.restassured.http.ContentType;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;

/** People with an address, and claimed process instances that rest at a step nobody works on yet. */
final class PeopleAtStep {

    private final RawBroker broker;
    private final AgroalDataSource database;

    PeopleAtStep(RawBroker broker, AgroalDataSource database) {
        this.broker = broker;
        this.database = database;
    }

    /** Their user ids. */
    static List<String> makeKnown(int people) {
        var made = IntStream.range(0, people)
                .mapToObj(i -> "bench-" + UUID.randomUUID())
                .toList();
        for (int from = 0; from < people; from += 500) {
            var batch = made.subList(from, Math.min(from + 500, people)).stream()
                    .map(PeopleAtStep::identify)
                    .toList();
            given().auth()
                    .preemptive()
                    .basic(WRITE_KEY, "")
                    .contentType(ContentType.JSON)
                    .body(Map.of("batch", batch))
                    .post("/v1/batch")
                    .then()
                    .statusCode(200);
        }
        return made;
    }

    /** Starts a journey for all of them by one request. */
    static void enrol(List<String> people, String journey) {
        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", UUID.randomUUID().toString())
                .body(Map.of("userIds", people))
                .post("/api/journeys/" + journey + "/enrolment-batches")
                .then()
                .statusCode(202);
    }

    /** Whether nobody waits for an instance any more. Asked often while it is measured, so by small indexes only. */
    static boolean areAllStarted(Database stored) {
        return stored.number("select (select count(*) from enrolment where status = 'STARTING')"
                        + " + (select count(*) from enrolment_batch where finished_at is null)")
                == 0;
    }

    private static Map<String, Object> identify(String person) {
        return Map.of(
                "type",
                "identify",
                "messageId",
                person,
                "userId",
                person,
                "traits",
                Map.of("email", person + "@example.org", "firstName", "Ada"));
    }

    /**
     * Enrols them without a start of Waymark's own, starts an instance of the definition for each, and waits until
     * every enrolment is claimed. A lease that never ends keeps the relay from starting a second one.
     */
    void rest(List<String> people, String journey, long definition) throws Exception {
        var enrolments = new ArrayList<UUID>();
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement("""
                        with fresh as (
                            insert into enrolment (id, journey, version_id, profile_id, entry_key, status, entered_by,
                                                   entry_seq, enrolled_at, caused_at)
                            select gen_random_uuid(), v.journey, v.id, p.id, 'bench', 'STARTING', 'api', 0, now(), now()
                            from profile p join journey_version v on v.journey = ? and v.status = 'PUBLISHED'
                            where p.user_id = any(?)
                            returning id),
                        held as (
                            insert into outbox (enrolment_id, kind, payload, leased_until)
                            select id, 'START', '{}', now() + interval '1 day' from fresh)
                        select id from fresh
                        """)) {
            statement.setString(1, journey);
            statement.setArray(2, connection.createArrayOf("text", people.toArray()));
            var rows = statement.executeQuery();
            while (rows.next()) {
                enrolments.add(rows.getObject(1, UUID.class));
            }
        }
        broker.startAll(definition, "enrolmentId", enrolments);
        await().atMost(5, MINUTES).pollInterval(Duration.ofMillis(200)).until(() -> areClaimed(enrolments));
        run("delete from outbox where enrolment_id = any(?)", enrolments);
    }

    private boolean areClaimed(List<UUID> enrolments) throws SQLException {
        return 0 == run("select 1 from enrolment where id = any(?) and instance is null limit 1", enrolments);
    }

    private int run(String sql, List<UUID> ids) throws SQLException {
        try (var connection = database.getConnection();
                var statement = connection.prepareStatement(sql)) {
            statement.setArray(1, connection.createArrayOf("uuid", ids.toArray()));
            if (!statement.execute()) {
                return statement.getUpdateCount();
            }
            int found = 0;
            for (var rows = statement.getResultSet(); rows.next(); ) {
                found++;
            }
            return found;
        }
    }
}
