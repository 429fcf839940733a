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
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The three steps of a move, one by one: each may be repeated, and anything may happen between two of them. */
@WaymarkTest
class MigrationStepsTest {

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

    private Drawing journey;
    private Person ada;

    @BeforeEach
    void enrol() {
        journey = waiting(aJourney()).published();
        ada = Person.somebody();
        ada.identifies(Map.of("email", ada.userId() + "@example.org", "firstName", "Ada"));
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");
    }

    @Test
    void shouldActOnceWhenTheAnswerOfTheStartWasLost() {
        // given
        var move = begun().decided();

        // when
        var lost = move.start();
        var known = move.start();
        move.end(known);

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(lost));
        goesOnAndIsWrittenToOnce();
    }

    @Test
    void shouldChangeNothingWhenAStepIsRepeated() {
        // given
        var move = begun();
        moves.begin(move.batch, move.crossing, move.row);
        move.decided();
        moves.decide(move.crossing, crossings::edition, move.row);
        move.end(move.start());

        // when
        var late = move.start();
        move.end(late);

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(late));
        assertThat(database.number("select count(*) from resumption where enrolment_id = ?", enrolment()))
                .isOne();
        goesOnAndIsWrittenToOnce();
    }

    @Test
    void shouldLetNoInstanceActBetweenTheVersions() {
        // given
        var before = instance();
        var move = begun();

        // then
        assertThat(claim.claim(new EnrolmentId(enrolment()), before)
                        .orElseThrow()
                        .heldFor())
                .isPositive();
        move.decided();
        assertThat(holdActive(before)).isFalse();
        var after = move.start();
        assertThat(holdActive(after)).isFalse();
        move.end(after);
        assertThat(holdActive(after)).isTrue();
        assertThat(holdActive(before)).isFalse();
    }

    @Test
    void shouldEndASecondInstanceOfTheVersionBefore() {
        // given one that nobody knows of, because its start was not answered
        var unknown = started(definitionKey());
        var move = begun().decided();
        move.end(move.start());

        // when
        goesOnAndIsWrittenToOnce();

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(unknown));
    }

    @Test
    void shouldCountWhoIsBetweenTheVersionsWhereTheyGoOn() {
        begun().decided();

        waiting(journey.anew().with("priority", "80")).handIn();

        assertThat(Migration.from(2).preview(journey, 3).getList("places.elementId"))
                .containsExactly("Wait");
    }

    @Test
    void shouldEndASecondInstanceThatIsFoundBetweenTheVersions() {
        // given one that rests at its timer, and was looked at while nobody acted
        var move = begun().decided();
        var unknown = started(definitionKey());
        await().atMost(20, SECONDS).until(() -> isLookedAt(unknown));

        // when
        move.end(move.start());

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(unknown));
        journey.awaitAt(ada, "Wait");
    }

    @Test
    void shouldStayEndedWhenTakenOutInBetween() {
        // given
        var move = begun();
        cancel();

        // when
        move.decided();

        // then
        assertThat(outcome(move)).isEqualTo("LEFT");
        letPass("P8D");
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("status", "CANCELLED");
    }

    @Test
    void shouldEndTheNewInstanceWhenTakenOutBeforeItActs() {
        // given
        var move = begun().decided();
        var started = move.start();
        cancel();

        // when
        move.end(started);

        // then
        await().atMost(20, SECONDS).until(() -> isTerminated(started));
        assertThat(outcome(move)).isEqualTo("LEFT");
    }

    @Test
    void shouldConvertWhoReachesTheGoalInBetween() {
        var move = begun().decided();
        ada.tracks("Key Feature Used");

        move.end(move.start());

        journey.awaitOutcome(ada, "converted");
    }

    @Test
    void shouldConvertWhoReachesTheGoalBeforeTheNewInstanceActs() {
        var move = begun().decided();
        var started = move.start();
        ada.tracks("Key Feature Used");
        journey.awaitOutcome(ada, "converted");

        move.end(started);

        assertThat(outcome(move)).isEqualTo("LEFT");
        journey.awaitOutcome(ada, "converted");
    }

    @Test
    void shouldGoOnForWhoTurnsOutToBeTheSamePerson() {
        // given
        var move = begun();
        var anonymous = "anonymous-" + UUID.randomUUID();
        Site.sends(
                "track",
                Map.of("messageId", UUID.randomUUID().toString(), "anonymousId", anonymous, "event", "Page Viewed"));
        Site.sends(
                        "identify",
                        Map.of(
                                "messageId",
                                UUID.randomUUID().toString(),
                                "anonymousId",
                                anonymous,
                                "userId",
                                ada.userId()))
                .then()
                .statusCode(200);

        // when
        move.decided();
        move.end(move.start());

        // then
        goesOnAndIsWrittenToOnce();
    }

    @Test
    void shouldLeaveWhoHasReachedTheGoal() {
        // given somebody whose instance is being told
        var move = asked();
        database.run(
                "update wait set status = 'HIT', hit_seq = 1, hit_message = 'GoalReached' where id = ?", enrolment());
        moves.begin(move.batch, move.crossing, move.row);
        assertThat(outcome(move)).isEqualTo("LEFT");
        assertThat(database.text("select moving from enrolment where id = ?", enrolment()))
                .isEqualTo("f");
    }

    @Test
    void shouldGoOnInTheOldVersionWhenTheGoalWasReachedInBetween() {
        var move = begun();
        await().atMost(20, SECONDS).until(() -> !moves.ended(List.of(move.row)).isEmpty());
        ada.tracks("Key Feature Used");
        move.decided();
        move.end(started(
                crossings.definitionKey(crossings.edition(move.batch.from())).orElseThrow()));
        journey.awaitOutcome(ada, "converted");
        assertThat(outcome(move)).isEqualTo("LEFT");
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 1);
    }

    @Test
    void shouldGoOnInTheOldVersionWhenTheDecisionBreaks() {
        // given
        var move = begun();
        await().atMost(20, SECONDS).until(() -> !moves.ended(List.of(move.row)).isEmpty());

        // when
        moves.stay(move.crossing, crossings::edition, move.row);
        move.end(started(
                crossings.definitionKey(crossings.edition(move.batch.from())).orElseThrow()));

        // then
        assertThat(outcome(move)).isEqualTo("LEFT");
        journey.awaitAt(ada, "Wait");
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 1);
    }

    @Test
    void shouldNotCallAMoveFailedThatAnotherNodeHasBegun() {
        var move = begun();

        failures.beforeBegin(move.row);

        assertThat(outcome(move)).isNull();
    }

    @Test
    void shouldGiveWhoIsToBeStartedToOneNodeOnly() {
        var move = begun().decided();

        assertThat(batches.take(move.batch.id(), 40)).hasSize(1);
        assertThat(batches.take(move.batch.id(), 40)).isEmpty();
    }

    @Test
    void shouldTryOnWhatBreaksAndEndWhoCannotGoOn() {
        // given
        var move = begun().decided();

        // when it has broken just now
        failures.between(move.row, Step.STARTING);

        // then
        assertThat(outcome(move)).isNull();
        assertThat(batches.take(move.batch.id(), 40)).isEmpty();

        // when it has broken for an hour
        database.run(
                "update migration_batch_enrolment set broken_since = broken_since - interval '61 minutes'"
                        + " where batch_id = ?",
                move.batch.id());
        failures.between(move.row, Step.STARTING);

        // then
        assertThat(outcome(move)).isEqualTo("FAILED");
        assertThat(journey.enrolmentsOf(ada).getFirst())
                .containsEntry("status", "CANCELLED")
                .containsEntry("outcome", "migration-broke");
        assertThat(database.text("select moving from enrolment where id = ?", enrolment()))
                .isEqualTo("f");
    }

    /** A move whose first step is done; the background leaves it alone, because its batch says that it is done. */
    private Move begun() {
        var move = asked();
        moves.begin(move.batch, move.crossing, move.row);
        return move.at(Step.ENDING);
    }

    private Move asked() {
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

    private void awaitEditions(UUID... versions) {
        for (var version : versions) {
            await().atMost(20, SECONDS)
                    .until(() ->
                            crossings.definitionKey(crossings.edition(version)).isPresent());
        }
    }

    private final class Move {

        private final Open batch;
        private final VersionCrossing crossing;
        private final Row row;

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

    private void goesOnAndIsWrittenToOnce() {
        journey.awaitAt(ada, "Wait");
        letPass("P8D");
        journey.awaitOutcome(ada, "done");
        assertThat(Migration.trace(journey, ada).getList("messages.findAll { it.status != 'SKIPPED' }"))
                .hasSize(1);
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 2);
    }

    private void cancel() {
        given().contentType("application/json")
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", enrolment())
                .then()
                .statusCode(200);
    }

    private long started(long definitionKey) {
        return engine.start(definitionKey, new EnrolmentId(enrolment()))
                .toCompletableFuture()
                .join();
    }

    private boolean holdActive(long instance) {
        return QuarkusTransaction.requiringNew().call(() -> claim.holdActive(new EnrolmentId(enrolment()), instance));
    }

    private String outcome(Move move) {
        return database.text("select outcome from migration_batch_enrolment where batch_id = ?", move.batch.id());
    }

    private boolean isTerminated(long instance) {
        return database.number(
                        "select count(*) from engine_record where instance = ? and element_type = 'PROCESS'"
                                + " and intent = 'ELEMENT_TERMINATED'",
                        instance)
                == 1;
    }

    private boolean isLookedAt(long instance) {
        return database.number(
                        "select count(*) from engine_record r join engine_cursor c on c.partition_id = r.partition_id"
                                + " and c.claimed_position >= r.position where r.instance = ?"
                                + " and r.intent = 'INSTANCE_CREATED'",
                        instance)
                == 1;
    }

    private UUID version(int number) {
        return UUID.fromString(database.text(
                "select id from journey_version where journey = ? and version = ?", journey.key(), number));
    }

    private long definitionKey() {
        return database.number(
                "select d.definition_key from engine_deployment d join journey_version v on v.hash = d.hash where v.id = ?",
                version(1));
    }

    private UUID enrolment() {
        return UUID.fromString(journey.enrolmentsOf(ada).getFirst().get("id").toString());
    }

    private long instance() {
        return database.number("select instance from enrolment where id = ?", enrolment());
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
