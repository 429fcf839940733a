package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.support.Digest;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Migration;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Requests to move people that come again, break, or meet a goal. */
@WaymarkTest
class MigrationRequestTest {

    @Inject
    Database database;

    @Test
    void shouldEndWhoReachesTheGoalMeanwhile() {
        // given
        var journey = waiting(aJourney(), "P7D").published();
        var people = Stream.generate(() -> in(journey, "Wait")).limit(8).toList();
        waiting(journey.anew().with("priority", "70"), "P7D").published();

        // when
        var migration = Migration.from(1).to(journey, 2);
        people.forEach(person -> person.tracks("Key Feature Used"));

        // then
        migration.done();
        people.forEach(person -> {
            journey.awaitOutcome(person, "converted");
            assertThat(conversions(person)).isOne();
        });
    }

    @Test
    void shouldCountAGoalAgainWhoseTimeWasOver() {
        // given
        var journey = waiting(aJourney().with("goal-window", "P2D"), "P7D").published();
        var ada = in(journey, "Wait");
        letPass("P3D");
        await().atMost(60, SECONDS).until(() -> goalOf(ada).equals("CLOSED"));
        waiting(journey.anew(), "P7D").published();

        // when
        Migration.from(1).to(journey, 2).done();
        ada.tracks("Key Feature Used");

        // then
        journey.awaitOutcome(ada, "converted");
        assertThat(conversions(ada)).isOne();
    }

    @Test
    void shouldTakeTheSameRequestOnce() {
        var journey = waiting(aJourney(), "P7D").published();
        in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P7D").published();
        var key = UUID.randomUUID().toString();

        var first = Migration.from(1).withKey(key).to(journey, 2);
        var second = Migration.from(1).withKey(key).to(journey, 2);

        assertThat(second.done().getString("id")).isEqualTo(first.done().getString("id"));
        Migration.from(1)
                .withKey(key)
                .mapping("Wait", "Wait")
                .ask(journey, 2)
                .then()
                .statusCode(422);
    }

    @Test
    void shouldKeepNoKeyThatMayNameAPerson() {
        // given
        var journey = waiting(aJourney(), "P7D").published();
        waiting(journey.anew().with("priority", "70"), "P7D").published();
        var key = "ada@example.org-" + UUID.randomUUID();

        // when
        Migration.from(1).withKey(key).to(journey, 2);

        // then
        assertThat(database.text("select idempotency_key from migration_batch where journey = ?", journey.key()))
                .isEqualTo(Digest.of(key));
        // as what was stored before was made one
        assertThat(database.text("select encode(sha256(convert_to(?, 'UTF8')), 'hex')", "adä"))
                .isEqualTo(Digest.of("adä"));
    }

    @Test
    void shouldTakeTheSameRequestAgainWhenThereIsANewerVersion() {
        var journey = waiting(aJourney(), "P7D").published();
        in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P7D").published();
        var migration = Migration.from(1).to(journey, 2);
        migration.done();
        waiting(journey.anew().with("priority", "80"), "P7D").published();

        migration.ask(journey, 2).then().statusCode(202);
    }

    @Test
    void shouldEndNobodyForAVersionWhoseGoalIsUnknown() {
        // given
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P7D").published();
        database.run(
                "update journey_version set model = jsonb_set(model, '{goalCatch,goal}', '\"gone\"')"
                        + " where journey = ? and version = 2",
                journey.key());

        // when
        var migration = Migration.from(1).to(journey, 2);
        var done = migration.done();

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("left", 1));
        assertThat(migration.details()).singleElement().asString().contains("Expected the goal gone of version 2");
        assertThat(Migration.trace(journey, ada).getList("steps.state")).doesNotContain("TERMINATED");
    }

    @Test
    void shouldMoveWhoIsMeantByOneRequestWhenAnotherBreaks() {
        // given a request before it that cannot be read
        var journey = waiting(aJourney(), "P7D").published();
        in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P7D").published();
        var broken = UUID.randomUUID();
        database.run(
                "insert into migration_batch (id, journey, from_version, to_version, mapping, idempotency_key, digest, actor,"
                        + " enrolments, requested_at) select ('00000000' || substr(?, 9))::uuid, f.journey, f.id, t.id,"
                        + " '{\"Wait\": null}', ?, '', 'Mia', 1, now() from journey_version f"
                        + " join journey_version t on t.journey = f.journey where f.journey = ? and f.version = 1"
                        + " and t.version = 2",
                broken.toString(),
                broken.toString(),
                journey.key());
        database.run(
                "insert into migration_batch_enrolment (batch_id, place, enrolment_id)"
                        + " select id, 1, gen_random_uuid() from migration_batch where idempotency_key = ?",
                broken.toString());

        // when
        try {
            var done = Migration.from(1).to(journey, 2).done();

            // then
            assertThat(done.getMap("outcomes")).isEqualTo(Map.of("moved", 1));
        } finally {
            database.run("update migration_batch set finished_at = now() where idempotency_key = ?", broken.toString());
        }
    }

    @Test
    void shouldSayWhoIsThereAlready() {
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P7D").published();
        var id = journey.enrolmentsOf(ada).getFirst().get("id").toString();
        Migration.from(1).to(journey, 2).done();

        var again = Migration.from(1)
                .only(List.of(id, UUID.randomUUID().toString()))
                .to(journey, 2)
                .done();

        assertThat(again.getMap("outcomes")).isEqualTo(Map.of("already-there", 1, "left", 1));
    }

    private String goalOf(Person person) {
        return database.text(
                "select w.status from wait w join enrolment e on e.id = w.id where e.profile_id = ?",
                database.profileOf(person));
    }

    private long conversions(Person person) {
        return database.number("select count(*) from conversion where profile_id = ?", database.profileOf(person));
    }

    private static List<String> messages(Drawing journey, Person person) {
        return Migration.trace(journey, person).getList("messages.findAll { it.status != 'SKIPPED' }.status");
    }

    private static Drawing waiting(Drawing journey, String time) {
        return journey.timer("Wait", time)
                .task("Send", "send-message", mail("beginner-guide"))
                .end("End", "Done")
                .path("Start", "Wait", "Send", "End");
    }

    private static String[] mail(String template) {
        return new String[] {"templateKey", template, "channel", "email", "topic", "onboarding"};
    }

    private static Person in(Drawing journey, String element) {
        var person = known();
        journey.enrols(person);
        journey.awaitAt(person, element);
        return person;
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
    }
}
