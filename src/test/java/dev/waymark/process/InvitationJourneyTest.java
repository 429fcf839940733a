package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Invites by mail, and leaves the mail for an advertisement where nobody answers. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class InvitationJourneyTest {

    private final JourneyRun journey = new JourneyRun("invitation");
    private final AudienceList invited = new AudienceList("invited", "facebook");

    @Test
    void shouldAdvertiseToWhoIsSilentUntilTheyRegister() {
        // given
        var people = journey.enrols(5, InvitationJourneyTest::somebodyToInvite);
        people.forEach(person -> journey.awaitAt(person, "Gateway_Evidence"));

        // when
        people.get(0).tracks("Invitation Clicked");
        people.get(1).tracks("Message Opened");
        people.get(2).tracks("Registered");
        letPass("P3D");

        // then
        journey.awaitOutcome(people.get(0), "interested")
                .awaitOutcome(people.get(1), "perhaps-opened")
                .awaitOutcome(people.get(2), "converted");
        people.subList(3, 5).forEach(person -> journey.awaitAt(person, "Event_AdvertisedLong"));
        assertThat(people).filteredOn(invited::has).isEqualTo(people.subList(3, 5));

        // when
        people.get(3).tracks("Registered");
        journey.awaitOutcome(people.get(3), "converted");

        // then
        assertThat(people).filteredOn(invited::has).containsExactly(people.get(4));

        // when
        letPass("P30D");
        journey.awaitOutcome(people.get(4), "not-registered");

        // then
        assertThat(people).filteredOn(invited::has).isEmpty();
        assertThat(journey.mailsOf(people.get(4))).containsExactly("invitation");
    }

    @Test
    void shouldNotAdvertiseToWhoDoesNotAllowIt() {
        var ada = journey.enrols(1, () -> somebody("Ada", "product-news")).getFirst();
        journey.awaitAt(ada, "Gateway_Evidence");

        letPass("P3D");

        journey.awaitAt(ada, "Event_AdvertisedLong");
        assertThat(invited.has(ada)).isFalse();
    }

    private static Person somebodyToInvite() {
        return somebody("Ada", "product-news").agreesTo("advertising", "ads");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
