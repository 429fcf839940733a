package dev.waymark.journey;

import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** The three steps of a move, one by one: each may be repeated, and only one instance acts. */
@Tag("slow")
@WaymarkTest
class MigrationStepsTest extends MoveInSteps {

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
}
