package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.WaymarkTest;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** A reward, a gift, a person at hand, and a friend in the end. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class ChampionsCareJourneyTest {

    private final JourneyRun journey = new JourneyRun("champions-care");

    @Test
    void shouldBeAtHandWhenTheyComeOrWrite() {
        // given
        var people = journey.enrols(4, () -> somebody("Ada", "offers", "product-news"));
        people.forEach(person -> journey.awaitAt(person, "Gateway_Visit"));

        // when
        people.get(0).tracks("Visit Planned");
        people.get(1).tracks("Chat Started");
        people.get(3).tracks("Friend Referred");
        journey.awaitAt(people.get(0), "Event_TrialTime")
                .awaitAt(people.get(1), "Event_TrialTime")
                .awaitOutcome(people.get(3), "converted");
        letPass("P30D");
        people.subList(0, 2).forEach(person -> journey.awaitAt(person, "Event_FriendTime"));
        journey.awaitAt(people.get(2), "Event_TrialTime");
        letPass("P30D");
        journey.awaitAt(people.get(2), "Event_FriendTime");
        letPass("P30D");

        // then
        people.subList(0, 3).forEach(person -> journey.awaitOutcome(person, "no-referral"));
        assertThat(journey.mailsOf(people.get(0))).containsExactly("champions-reward", "early-trial", "bring-a-friend");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
