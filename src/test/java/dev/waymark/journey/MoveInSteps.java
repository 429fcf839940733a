package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.journey.MigrationBatches.Open;
import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import dev.waymark.journey.MigrationBatches.Wanted;
import dev.waymark.support.Actor;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Migration;
import dev.waymark.testing.Person;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;

/** Somebody whose move to another version is done step by step, the background looking away. */
abstract class MoveInSteps {

    @Inject
    Moves moves;

    @Inject
    MigrationBatches batches;

    @Inject
    Crossings crossings;

    @Inject
    MoveFailures failures;

    @Inject
    ProcessEngine engine;

    @Inject
    EnrolmentClaim claim;

    @Inject
    Database database;

    Drawing journey;
    Person ada;

    @BeforeEach
    void enrol() {
        journey = waiting(aJourney()).published();
        ada = Person.somebody();
        ada.identifies(Map.of("email", ada.userId() + "@example.org", "firstName", "Ada"));
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");
    }

    /** A move whose first step is done; the background leaves it alone, because its batch says that it is done. */
    Move begun() {
        var move = asked();
        moves.begin(move.batch, move.crossing, move.row);
        return move.at(Step.ENDING);
    }

    Move asked() {
        waiting(journey.anew().with("priority", "70")).published();
        var from = version(1);
        var to = version(2);
        awaitEditions(from, to);
        var id = QuarkusTransaction.requiringNew().call(() -> {
            var accepted = batches.accept(
                            UUID.randomUUID().toString(),
                            new Wanted(journey.key(), from, to, Map.of(), null),
                            new Actor("Mia"))
                    .orProblem();
            database.run("update migration_batch set finished_at = now() where id = ?", accepted.id());
            return accepted.id();
        });
        return new Move(
                new Open(id, from, to, Map.of(), "Mia"),
                crossings.between(from, to, Map.of()),
                batches.next(id, Step.WAITING, 1).getFirst());
    }

    void awaitEditions(UUID... versions) {
        for (var version : versions) {
            await().atMost(20, SECONDS)
                    .until(() ->
                            crossings.definitionKey(crossings.edition(version)).isPresent());
        }
    }

    final class Move {

        final Open batch;
        final VersionCrossing crossing;
        final Row row;

        Move(Open batch, VersionCrossing crossing, Row row) {
            this.batch = batch;
            this.crossing = crossing;
            this.row = row;
        }

        Move at(Step step) {
            return new Move(batch, crossing, batches.next(batch.id(), step, 1).getFirst());
        }

        Move decided() {
            await().atMost(20, SECONDS).until(() -> !moves.ended(List.of(row)).isEmpty());
            moves.decide(crossing, crossings::edition, row);
            return this;
        }

        long start() {
            return started(
                    crossings.definitionKey(crossings.edition(batch.to())).orElseThrow());
        }

        void end(long instance) {
            moves.end(batch, crossing, row, instance);
        }
    }

    void goesOnAndIsWrittenToOnce() {
        journey.awaitAt(ada, "Wait");
        letPass("P8D");
        journey.awaitOutcome(ada, "done");
        assertThat(Migration.trace(journey, ada).getList("messages.findAll { it.status != 'SKIPPED' }"))
                .hasSize(1);
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 2);
    }

    void cancel() {
        given().contentType("application/json")
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", enrolment())
                .then()
                .statusCode(200);
    }

    long started(long definitionKey) {
        return engine.start(definitionKey, new EnrolmentId(enrolment()))
                .toCompletableFuture()
                .join();
    }

    boolean holdActive(long instance) {
        return QuarkusTransaction.requiringNew().call(() -> claim.holdActive(new EnrolmentId(enrolment()), instance));
    }

    String outcome(Move move) {
        return database.text("select outcome from migration_batch_enrolment where batch_id = ?", move.batch.id());
    }

    boolean isTerminated(long instance) {
        return database.number(
                        "select count(*) from engine_record where instance = ? and element_type = 'PROCESS'"
                                + " and intent = 'ELEMENT_TERMINATED'",
                        instance)
                == 1;
    }

    boolean isLookedAt(long instance) {
        return database.number(
                        "select count(*) from engine_record r join engine_cursor c on c.partition_id = r.partition_id"
                                + " and c.claimed_position >= r.position where r.instance = ?"
                                + " and r.intent = 'INSTANCE_CREATED'",
                        instance)
                == 1;
    }

    UUID version(int number) {
        return UUID.fromString(database.text(
                "select id from journey_version where journey = ? and version = ?", journey.key(), number));
    }

    long definitionKey() {
        return database.number(
                "select d.definition_key from engine_deployment d join journey_version v on v.hash = d.hash where v.id = ?",
                version(1));
    }

    UUID enrolment() {
        return UUID.fromString(journey.enrolmentsOf(ada).getFirst().get("id").toString());
    }

    long instance() {
        return database.number("select instance from enrolment where id = ?", enrolment());
    }

    static Drawing waiting(Drawing journey) {
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
