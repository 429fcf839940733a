package dev.waymark.journey;

import static dev.waymark.testing.Sandbox.letPass;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.journey.MigrationBatches.Step;
import dev.waymark.testing.Migration;
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Anything may happen to somebody between two steps of their move. */
@Tag("slow")
@WaymarkTest
class MigrationInBetweenTest extends MoveInSteps {

    @Test
    void shouldCountWhoIsBetweenTheVersionsWhereTheyGoOn() {
        begun().decided();

        waiting(journey.anew().with("priority", "80")).handIn();

        assertThat(Migration.from(2).preview(journey, 3).getList("places.elementId"))
                .containsExactly("Wait");
    }

    @Test
    void shouldTellOfWhoHadNotBegun() {
        // given somebody who enrolled while the journey was paused
        var move = asked();
        database.run("update enrolment set instance = null, status = 'STARTING' where id = ?", enrolment());

        // when
        moves.begin(move.batch, move.crossing, move.row);

        // then
        assertThat(outcome(move)).isEqualTo("MOVED");
        assertThat(Migration.trace(journey, ada).getMap("audit.find { it.action == 'enrolment-moved' }"))
                .containsEntry("actor", "Mia");
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
    void shouldTryOnWhatBreaksAndEndWhoCannotGoOn() {
        // given
        var move = begun().decided();

        // when it has broken just now
        failures.between(move.row, Step.STARTING);

        // then
        assertThat(outcome(move)).isNull();
        assertThat(batches.take(move.batch.id(), 40)).isEmpty();
        assertThat(batches.isBreaking(move.batch.id())).isTrue();

        // when it has broken for an hour
        database.run(
                "update migration_batch_enrolment set broken_since = broken_since - interval '61 minutes'"
                        + " where batch_id = ?",
                move.batch.id());
        failures.between(move.row, Step.STARTING);

        // then
        assertThat(outcome(move)).isEqualTo("FAILED");
        assertThat(batches.isBreaking(move.batch.id())).isFalse();
        assertThat(journey.enrolmentsOf(ada).getFirst())
                .containsEntry("status", "CANCELLED")
                .containsEntry("outcome", "migration-broke");
        assertThat(database.text("select moving from enrolment where id = ?", enrolment()))
                .isEqualTo("f");
    }
}
