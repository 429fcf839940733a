package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Three touches, two days apart, on what the person likes at that moment. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class NurtureJourneyTest {

    private final JourneyRun journey = new JourneyRun("nurture");

    @Test
    void shouldWriteThreeTimesOnWhatThePersonLikes() {
        // given
        var ada = registers(somebody("Ada", "content"));
        var ben = registers(likes("Ben", "tv"));
        var cleo = registers(likes("Cleo", "dog"));

        // when
        letPass("P2D");
        Stream.of(ada, ben, cleo).forEach(person -> journey.awaitAt(person, "Event_FourthDay"));
        letPass("P2D");
        Stream.of(ada, ben, cleo).forEach(person -> journey.awaitAt(person, "Event_WeekOver"));
        letPass("P7D");

        // then
        Stream.of(ada, ben, cleo).forEach(person -> journey.awaitOutcome(person, "nothing-read"));
        assertThat(journey.mailsOf(ada)).containsExactly("nurture-1", "nurture-2", "nurture-3");
        assertThat(journey.mailsOf(ben)).containsExactly("nurture-1-tv", "nurture-2-tv", "nurture-3-tv");
        assertThat(journey.mailsOf(cleo)).containsExactly("nurture-1-dog", "nurture-2-dog", "nurture-3-dog");
    }

    @Test
    void shouldDecideAnewEachTimeAndEndWhenSomethingIsReadOrJoined() {
        // given
        var ada = registers(somebody("Ada", "content"));
        var ben = registers(somebody("Ben", "content"));
        var cleo = registers(somebody("Cleo", "content"));

        // when
        ada.identifies(Map.of("preferredCategory", "TV"));
        ben.tracks("Content Read");
        cleo.tracks("Webinar Joined");
        letPass("P2D");

        // then
        journey.awaitOutcome(ben, "converted")
                .awaitOutcome(cleo, "exit-webinar-joined")
                .awaitAt(ada, "Event_FourthDay");
        assertThat(journey.mailsOf(ada)).containsExactly("nurture-1", "nurture-2-tv");
    }

    private Person registers(Person person) {
        person.tracks("Form Submitted", Map.of("form", "registration"));
        journey.awaitAt(person, "Event_SecondDay");
        return person;
    }

    private static Person likes(String name, String category) {
        return somebody(name, "content").identifies(Map.of("preferredCategory", category));
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
