package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.time.ZoneOffset.UTC;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Calls when the person wants to be called, tries three times, and says so when nobody called. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class CallbackJourneyTest {

    private final JourneyRun journey = new JourneyRun("callback");

    @Test
    void shouldGoOnByTheOutcomeOfTheCall() {
        // given
        var ada = asksForACall("Ada");
        var ben = asksForACall("Ben");
        var cleo = asksForACall("Cleo");
        var dan = asksForACall("Dan");

        // when
        journey.finishesTask(ada, "sold")
                .finishesTask(ben, "needs-info")
                .finishesTask(cleo, "refused")
                .finishesTask(dan, "talked");

        // then
        journey.awaitOutcome(ada, "sold")
                .awaitOutcome(ben, "informed")
                .awaitOutcome(cleo, "refused")
                .awaitOutcome(dan, "talked");
        assertThat(journey.mailsOf(ada)).isEmpty();
        assertThat(journey.mailsOf(ben)).containsExactly("callback-info");
    }

    @Test
    void shouldTryThreeTimes() {
        // given: who is reached the second time, the third time, never; whom nobody calls a second or third time
        var ada = asksForACall("Ada");
        var ben = asksForACall("Ben");
        var cleo = asksForACall("Cleo");
        var dan = asksForACall("Dan");
        var eve = asksForACall("Eve");
        for (var person : new Person[] {ada, ben, cleo, dan, eve}) {
            journey.finishesTask(person, "not-reached").awaitAt(person, "Event_HalfAnHour");
        }

        // when
        letPass("PT30M");
        for (var person : new Person[] {ada, ben, cleo, dan, eve}) {
            journey.awaitAt(person, "Gateway_SecondCall");
        }
        journey.finishesTask(ada, "sold").awaitOutcome(ada, "called");
        for (var person : new Person[] {ben, cleo, eve}) {
            journey.finishesTask(person, "not-reached").awaitAt(person, "Event_TwoHours");
        }
        letPass("PT2H");
        for (var person : new Person[] {ben, cleo, eve}) {
            journey.awaitAt(person, "Gateway_LastCall");
        }
        journey.finishesTask(ben, "talked").finishesTask(cleo, "not-reached");
        letPass("PT4H");

        // then
        journey.awaitOutcome(ben, "called-at-last")
                .awaitOutcome(cleo, "not-reached")
                .awaitOutcome(dan, "missed")
                .awaitOutcome(eve, "missed");
        assertThat(journey.mailsOf(cleo)).containsExactly("callback-not-reached");
        assertThat(journey.mailsOf(dan)).containsExactly("callback-missed");
    }

    @Test
    void shouldApologiseToWhomNobodyCalledAndEndWithAnOrder() {
        // given
        var ada = asksForACall("Ada");
        var ben = asksForACall("Ben");

        // when
        ben.tracks("Order Completed");
        letPass("PT4H");

        // then
        journey.awaitOutcome(ada, "missed").awaitOutcome(ben, "converted");
        assertThat(journey.mailsOf(ada)).containsExactly("callback-missed");
    }

    @Test
    void shouldCallInTheChosenPartOfTheDay() {
        // given somebody with whom it is shortly after noon, who wants to be called in the evening
        var hour = given().get("/api/sandbox/clock").jsonPath().getString("now");
        var ahead = Math.floorMod(13 - Instant.parse(hour).atZone(UTC).getHour() + 11, 24) - 11;
        var zone = "Etc/GMT%+d".formatted(-ahead);
        var ada = somebody("Ada").identifies(Map.of("timezone", zone, "callbackWindow", "evening"));

        // when
        ada.tracks("Callback Requested");
        journey.awaitAt(ada, "Event_WindowOpens");
        letPass("PT3H");
        journey.awaitAt(ada, "Event_WindowOpens");
        letPass("PT3H");

        // then
        journey.awaitAt(ada, "Gateway_FirstCall").finishesTask(ada, "sold").awaitOutcome(ada, "sold");
    }

    private Person asksForACall(String name) {
        var person = somebody(name).tracks("Callback Requested");
        journey.awaitAt(person, "Gateway_FirstCall");
        return person;
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
