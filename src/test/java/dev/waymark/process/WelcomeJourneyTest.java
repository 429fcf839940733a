package dev.waymark.process;

import static dev.waymark.testing.Person.signedUp;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The welcome journey on the real broker, with time skipped; every sequence flow is taken by one of these people. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WelcomeJourneyTest {

    private final JourneyRun journey = new JourneyRun("welcome");

    @Test
    void shouldLeavePeopleAloneWhoMakeProgress() {
        // given
        var ada = signedUp("Ada").awaitAt("Gateway_ProgressOrSilence");

        // when
        ada.tracks("Onboarding Step Completed");

        // then
        ada.awaitOutcome("progressed");
        assertThat(ada.messageStatuses()).isEmpty();
        journey.keepsTheWayOf(ada);
    }

    @Test
    void shouldSendTheGuideAfterADayOfSilence() {
        // given
        var ben = signedUp("Ben").awaitAt("Gateway_ProgressOrSilence");

        // when
        letPass("PT24H");

        // then
        ben.awaitAt("Event_GoalWindowClosed");
        assertThat(ben.messageStatuses()).containsExactly("ACCEPTED");
        journey.keepsTheWayOf(ben);
    }

    @Test
    void shouldNotSendTheGuideAMinuteBeforeTheDayIsOver() {
        // given
        var cleo = signedUp("Cleo").awaitAt("Gateway_ProgressOrSilence");

        // when
        letPass("PT23H59M");

        // then
        cleo.awaitAt("Gateway_ProgressOrSilence");
        assertThat(cleo.messageStatuses()).isEmpty();
        journey.keepsTheWayOf(cleo);
    }

    @Test
    void shouldEndWithoutConversionWhenAWeekPasses() {
        // given
        var dan = signedUp("Dan").awaitAt("Gateway_ProgressOrSilence");
        letPass("PT24H");
        dan.awaitAt("Event_GoalWindowClosed");

        // when
        letPass("P7D");

        // then
        dan.awaitOutcome("no-conversion");
        assertThat(dan.trace().getString("conversion")).isNull();
        journey.keepsTheWayOf(dan);
    }

    @Test
    void shouldConvertWhoTakesTheKeyActionAfterTheGuide() {
        // given
        var eve = signedUp("Eve").awaitAt("Gateway_ProgressOrSilence");
        letPass("PT24H");
        eve.awaitAt("Event_GoalWindowClosed");

        // when
        eve.tracks("Key Feature Used");

        // then
        eve.awaitOutcome("converted");
        assertThat(eve.trace().getString("conversion.goal")).isEqualTo("first-key-action");
        assertThat(eve.trace().getString("conversion.event")).isEqualTo("Key Feature Used");
        journey.keepsTheWayOf(eve);
    }

    @Test
    void shouldEndAtOnceWhenTheGoalIsReachedDuringTheSilence() {
        // given
        var fay = signedUp("Fay").awaitAt("Gateway_ProgressOrSilence");

        // when
        fay.tracks("Key Feature Used");

        // then
        fay.awaitOutcome("converted");
        assertThat(fay.messageStatuses()).isEmpty();
        journey.keepsTheWayOf(fay);
    }

    @Test
    void shouldCountProgressThatArrivesInTheMomentOfSigningUp() {
        // when
        var gus = signedUp("Gus").tracks("Feature Viewed");

        // then
        gus.awaitOutcome("progressed");
        journey.keepsTheWayOf(gus);
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
