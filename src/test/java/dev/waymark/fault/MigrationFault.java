package dev.waymark.fault;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Drawing;
import dev.waymark.testing.Migration;
import dev.waymark.testing.Person;
import dev.waymark.testing.RunningApplication;
import io.restassured.RestAssured;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * {@code ./waymark fault -Dit.test=MigrationFault}: a migration goes on wherever the packaged application dies, and
 * everybody is on one version with one instance.
 */
class MigrationFault {

    private static final int PEOPLE = 12;
    private static final List<String> POINTS = List.of(
            "migration.after-begin", "migration.after-decision", "migration.after-create", "migration.after-end");

    @TempDir
    Path folder;

    @AfterEach
    void forgetPort() {
        RestAssured.reset();
    }

    @Test
    void shouldGoOnAfterAKillAtEachStep() throws Exception {
        // given
        var journey = waiting(aJourney());
        var migration = Migration.from(1);
        List<Person> people;
        try (var first = start(POINTS.getFirst())) {
            first.awaitWorking();
            journey.published();
            people = Stream.generate(Person::somebody).limit(PEOPLE).toList();
            people.forEach(person -> enrol(journey, person));
            people.forEach(person -> journey.awaitAt(person, "Wait"));
            waiting(journey.anew().with("priority", "70")).published();

            // when it dies at each point in turn
            askUntilDeath(migration, journey);
            first.awaitDeath();
        }
        for (var point : POINTS.subList(1, POINTS.size())) {
            try (var next = start(point)) {
                next.awaitDeath();
            }
        }

        // then
        try (var last = start("none")) {
            last.awaitWorking();
            // asked again with the same key, because the answer may have died too
            assertThat(migration.to(journey, 2).done().getMap("outcomes")).isEqualTo(Map.of("moved", PEOPLE));
            people.forEach(person -> journey.awaitAt(person, "Wait"));
            await().atMost(30, SECONDS)
                    .untilAsserted(() -> assertThat(acting(last, journey)).isEqualTo(PEOPLE));
            letPass("P7DT1M");
            people.forEach(person -> journey.awaitOutcome(person, "done"));
            assertThat(last.count("select count(*) from message where journey = ?", journey.key()))
                    .isEqualTo(PEOPLE);
        }
    }

    private static void askUntilDeath(Migration migration, Drawing journey) {
        try {
            migration.ask(journey, 2);
        } catch (Exception diedWhileAnswering) {
            // as meant
        }
    }

    private static void enrol(Drawing journey, Person person) {
        person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
        journey.enrols(person);
    }

    /** Process instances of this journey that have not ended, whoever they act for. */
    private static long acting(RunningApplication application, Drawing journey) throws Exception {
        return application.count(
                "select count(*) from engine_record c join enrolment e on cast(e.id as text) = c.detail"
                        + " where c.intent = 'INSTANCE_CREATED' and e.journey = ? and not exists (select 1 from engine_record d"
                        + " where d.instance = c.instance and d.element_type = 'PROCESS'"
                        + " and d.intent in ('ELEMENT_COMPLETED', 'ELEMENT_TERMINATED'))",
                journey.key());
    }

    private RunningApplication start(String killAt) throws Exception {
        return RunningApplication.start(
                folder.resolve("data"), killAt.equals("none") ? Map.of() : Map.of("WAYMARK_FAULT_KILL_AT", killAt));
    }

    private static Drawing waiting(Drawing journey) {
        return journey.timer("Wait", "P7D")
                .task(
                        "Send",
                        "send-message",
                        "templateKey",
                        "beginner-guide",
                        "channel",
                        "email",
                        "topic",
                        "onboarding")
                .end("End", "Done")
                .path("Start", "Wait", "Send", "End");
    }
}
