package dev.waymark.journey;

import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Behaviour before, while and after a wait opens counts once; behaviour nobody waits for costs nothing. */
@WaymarkTest
class WaitTest {

    private static final String GATEWAY = "Gateway_ProgressOrSilence";
    private static final String PROGRESS = "Onboarding Step Completed";

    @Inject
    Database database;

    @Test
    void shouldCountBehaviourThatComesBeforeTheWaitIsArmed() {
        // given
        var ada = Person.somebody();

        // when both arrive in one transaction
        sendsBatch(List.of(track(ada.userId(), "Signed Up"), track(ada.userId(), PROGRESS)))
                .then()
                .statusCode(200);

        // then
        ada.awaitOutcome("progressed");
        assertThat(hitsOf(ada)).isEqualTo(1);
    }

    @Test
    void shouldCountBehaviourThatComesWhileTheWaitIsBeingArmed() {
        // given
        var ada = Person.signedUp("Ada");

        // when
        ada.tracks(PROGRESS);

        // then
        ada.awaitOutcome("progressed");
        assertThat(hitsOf(ada)).isEqualTo(1);
    }

    @Test
    void shouldTellTheEngineOnceOfBehaviourThatComesTwice() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY);
        everythingIsAtRest();
        var commands = commandsEver();

        // when
        sendsBatch(List.of(track(ada.userId(), PROGRESS), track(ada.userId(), PROGRESS)));
        ada.tracks(PROGRESS).tracks("Feature Viewed");

        // then
        ada.awaitOutcome("progressed");
        assertThat(commandsEver()).isEqualTo(commands + 1);
        assertThat(hitsOf(ada)).isEqualTo(1);
    }

    @Test
    void shouldNotCountBehaviourFromBeforeTheEnrolment() {
        // given
        var ada = Person.somebody().tracks(PROGRESS).tracks("Key Feature Used");

        // when
        ada.tracks("Signed Up");

        // then
        ada.awaitAt(GATEWAY);
        assertThat(hitsOf(ada)).isZero();
    }

    @Test
    void shouldCostTheEngineNothingWhenNobodyWaits() {
        // given
        var waiting = Person.signedUp("Ada").awaitAt(GATEWAY);
        var nobody = Person.somebody();
        everythingIsAtRest();
        var commands = commandsEver();

        // when
        waiting.tracks("Page Scrolled").tracks("Signed Up");
        nobody.tracks(PROGRESS).tracks("Key Feature Used");

        // then
        assertThat(commandsEver()).isEqualTo(commands);
        assertThat(database.number("select count(*) from outbox")).isZero();
    }

    @Test
    void shouldWaitForNothingAnyMoreOnceTheEnrolmentHasEnded() {
        // given
        var ada = Person.signedUp("Ada").awaitAt(GATEWAY).tracks(PROGRESS).awaitOutcome("progressed");
        everythingIsAtRest();
        var commands = commandsEver();

        // when
        ada.tracks("Key Feature Used").tracks(PROGRESS);

        // then
        assertThat(commandsEver()).isEqualTo(commands);
        assertThat(database.number("select count(*) from wait_trigger where profile_id = ?", database.profileOf(ada)))
                .isZero();
    }

    /** Commands for people of other tests may still be on their way, and would be counted. */
    private static void everythingIsAtRest() {
        letPass("PT1S");
    }

    private long hitsOf(Person person) {
        return database.number(
                "select count(*) from wait where enrolment_id = ? and status = 'HIT'",
                UUID.fromString(person.enrolment()));
    }

    /** Every command for the engine takes a number from this sequence. */
    private long commandsEver() {
        return database.number("select last_value from outbox_id_seq");
    }
}
