package dev.waymark.process;

import static dev.waymark.testing.Person.signedUp;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** The welcome journey on the real broker, with time skipped; every sequence flow is taken by one of these people. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class WelcomeJourneyTest {

    private final Set<String> taken = new TreeSet<>();
    private final Set<String> flows = new TreeSet<>();

    @Test
    void shouldLeavePeopleAloneWhoMakeProgress() {
        // given
        var ada = signedUp("Ada").awaitAt("Gateway_ProgressOrSilence");

        // when
        ada.tracks("Onboarding Step Completed");

        // then
        ada.awaitOutcome("progressed");
        assertThat(ada.messageStatuses()).isEmpty();
        remember(ada);
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
        remember(ben);
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
        remember(cleo);
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
        remember(dan);
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
        remember(eve);
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
        remember(fay);
    }

    @Test
    void shouldCountProgressThatArrivesInTheMomentOfSigningUp() {
        // when
        var gus = signedUp("Gus").tracks("Feature Viewed");

        // then
        gus.awaitOutcome("progressed");
        remember(gus);
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        System.out.printf("welcome: %d of %d sequence flows taken%n", taken.size(), flows.size());
        assertThat(taken).containsExactlyInAnyOrderElementsOf(flows);
    }

    private void remember(Person person) {
        taken.addAll(person.trace().getList("flows.id"));
        flows.addAll(flowsOfTheModel());
    }

    private static Set<String> flowsOfTheModel() {
        var bpmn = given().get("/api/journeys/welcome/versions/1/diagram").asString();
        return Pattern.compile("<bpmn:sequenceFlow id=\"([^\"]+)\"")
                .matcher(bpmn)
                .results()
                .map(found -> found.group(1))
                .collect(Collectors.toSet());
    }
}
