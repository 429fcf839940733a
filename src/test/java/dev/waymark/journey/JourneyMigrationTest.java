package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Migration;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** People who are on their way are moved to another version of their journey, from wherever they stand. */
@Tag("slow")
@WaymarkTest
class JourneyMigrationTest {

    @Inject
    Database database;

    @Test
    void shouldMoveWhoWaitsForTimeAndKeepWhatIsLeftOfIt() {
        // given
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        letPass("P5D");
        waiting(journey.anew(), "P30D").published();

        // when
        var done = Migration.from(1).to(journey, 2).done();

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("moved", 1));
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 2);
        journey.awaitAt(ada, "Wait");
        letPass("P1DT23H");
        journey.awaitAt(ada, "Wait");
        letPass("PT2H");
        journey.awaitOutcome(ada, "done");
        assertThat(messages(journey, ada)).containsExactly("ACCEPTED");
    }

    @Test
    void shouldWaitTheNewTimeWhenComingToTheTimerLater() {
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        var second = journey.anew()
                .timer("Wait", "P7D")
                .timer("Wait_Again", "P2D")
                .task("Send", "send-message", mail("beginner-guide"))
                .end("End", "Done")
                .path("Start", "Wait", "Wait_Again", "Send", "End")
                .published();
        Migration.from(1).to(second, 2).done();

        letPass("P7DT1M");
        journey.awaitAt(ada, "Wait_Again");
        letPass("P1DT23H");
        journey.awaitAt(ada, "Wait_Again");
        letPass("PT2H");
        journey.awaitOutcome(ada, "done");
    }

    @Test
    void shouldMoveWhoWaitsForBehaviourAndWaitForWhatTheNewVersionSays() {
        // given
        var journey = listening(aJourney(), "P7D", "Feature Viewed").published();
        var ada = in(journey, "Gateway");
        var ben = in(journey, "Gateway");
        var cora = in(journey, "Gateway");
        cora.tracks("Product Viewed");
        letPass("P5D");
        listening(journey.anew(), "P30D", "Product Viewed").published();

        // when
        var done = Migration.from(1).to(journey, 2).done();
        ada.tracks("Product Viewed");
        ben.tracks("Feature Viewed");

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("moved", 3));
        journey.awaitOutcome(ada, "told").awaitOutcome(cora, "told").awaitAt(ben, "Gateway");
        letPass("P2DT1M");
        journey.awaitOutcome(ben, "late");
    }

    @Test
    void shouldMoveWhoStandsAtATaskAndSendItsMessageOnce() {
        // given a message that was held when the journey was paused
        var journey = waiting(aJourney(), "PT1H").published();
        var ada = in(journey, "Wait");
        journey.act(1, "pause", "Ada").then().statusCode(200);
        letPass("PT1H");
        journey.awaitAt(ada, "Send");
        letPass("PT1H");
        journey.act(1, "drain", "Ada").then().statusCode(200);
        lasting(journey.anew()).published();

        // when
        var done = Migration.from(1).to(journey, 2).done();

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("moved", 1));
        journey.awaitAt(ada, "After");
        letPass("PT30M");
        assertThat(messages(journey, ada)).containsExactly("ACCEPTED");
    }

    @Test
    void shouldGoOnAfterAMessageThatWasSentAlready() {
        // given somebody at a step whose message the provider has, but whose end the engine was not told
        var journey = lasting(aJourney()).published();
        var ada = in(journey, "Wait");
        journey.act(1, "pause", "Ada").then().statusCode(200);
        letPass("PT1H");
        journey.awaitAt(ada, "Send");
        letPass("PT1H");
        database.run(
                "insert into message (id, enrolment_id, profile_id, journey, journey_version, element_id, pass, template,"
                        + " channel, status, created_at) select gen_random_uuid(), e.id, e.profile_id, e.journey, 1, 'Send',"
                        + " r.record_key, 'beginner-guide', 'email', 'ACCEPTED', now() from enrolment e"
                        + " join engine_record r on r.instance = e.instance and r.element_id = 'Send' where e.journey = ?",
                journey.key());
        journey.act(1, "drain", "Ada").then().statusCode(200);
        lasting(journey.anew().with("priority", "70")).published();

        // when
        Migration.from(1).to(journey, 2).done();

        // then
        journey.awaitAt(ada, "After");
        assertThat(messages(journey, ada)).containsExactly("ACCEPTED");
    }

    @Test
    void shouldGoOnAfterADecisionThatWasMadeAlready() {
        // given somebody at a step that has decided otherwise than it would now, but was not completed
        var journey = splittingLater(aJourney()).published();
        var ada = in(journey, "Wait");
        journey.act(1, "pause", "Ada").then().statusCode(200);
        letPass("PT1H");
        journey.awaitAt(ada, "Split");
        letPass("PT1H");
        database.run(
                "insert into step_decision (enrolment_id, element_id, pass, word, detail, decided_at) select e.id, 'Split',"
                        + " r.record_key, 'other', '', now() from enrolment e"
                        + " join engine_record r on r.instance = e.instance and r.element_id = 'Split' where e.journey = ?",
                journey.key());
        journey.act(1, "drain", "Ada").then().statusCode(200);
        splittingLater(journey.anew().with("priority", "70")).published();

        // when
        Migration.from(1).to(journey, 2).done();

        // then
        journey.awaitOutcome(ada, "other");
    }

    @Test
    void shouldLeaveWhoStandsWhereTheNewVersionHasNoPlace() {
        // given
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        var second = journey.anew()
                .timer("Pause", "P1D")
                .end("End", "Done")
                .path("Start", "Pause", "End")
                .published();

        // when
        var migration = Migration.from(1).to(second, 2);
        var done = migration.done();

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("left", 1));
        assertThat(migration.details()).singleElement().asString().contains("Expected Wait in version 2 too");
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 1);
        letPass("P7D");
        journey.awaitOutcome(ada, "done");
        assertThat(messages(journey, ada)).containsExactly("ACCEPTED");
    }

    @Test
    void shouldMoveToAMappedElement() {
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        letPass("P6D");
        var second = journey.anew()
                .timer("Pause", "P30D")
                .end("End", "Done")
                .path("Start", "Pause", "End")
                .published();

        Migration.from(1).mapping("Wait", "Pause").to(second, 2).done();

        journey.awaitAt(ada, "Pause");
        letPass("P1DT1M");
        journey.awaitOutcome(ada, "done");
    }

    @Test
    void shouldRememberWhatAStepHasDecided() {
        // given
        var journey = splitting(aJourney()).published();
        var people = Stream.generate(() -> in(journey, "Wait")).limit(6).toList();
        splitting(journey.anew().with("priority", "70")).published();

        // when
        Migration.from(1).to(journey, 2).done();
        people.forEach(person -> journey.awaitAt(person, "Wait"));
        letPass("P1DT1M");

        // then
        people.forEach(person -> journey.awaitOutcome(
                person,
                Migration.trace(journey, person)
                        .getString("audit.find { it.action == 'step-decided' }.details.decision")));
    }

    @Test
    void shouldSayTheStoryOfBothInstances() {
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P7D").published();

        Migration.from(1).to(journey, 2).done();
        journey.awaitAt(ada, "Wait");

        var trace = Migration.trace(journey, ada);
        assertThat(trace.getList("steps.elementId"))
                .containsSubsequence("Start", "Wait", "Waymark_Resume", "Wait")
                .containsOnlyOnce("Start");
        assertThat(trace.getList("steps.findAll { it.elementId == 'Wait' }.state"))
                .containsExactly("TERMINATED", "ACTIVE");
        assertThat(trace.getMap("audit.find { it.action == 'enrolment-moved' }"))
                .containsEntry("actor", "Mia");
    }

    @Test
    void shouldMoveWhoIsMovedASecondTime() {
        var journey = waiting(aJourney(), "P7D").published();
        var ada = in(journey, "Wait");
        letPass("P3D");
        waiting(journey.anew().with("priority", "60"), "P7D").published();
        Migration.from(1).to(journey, 2).done();
        journey.awaitAt(ada, "Wait");
        letPass("P3D");
        waiting(journey.anew().with("priority", "70"), "P30D").published();

        Migration.from(2).to(journey, 3).done();

        journey.awaitAt(ada, "Wait");
        letPass("PT23H");
        journey.awaitAt(ada, "Wait");
        letPass("PT2H");
        journey.awaitOutcome(ada, "done");
    }

    @Test
    void shouldMoveThoseWhoseJourneyIsPausedAndHoldThemThere() {
        // given
        var journey = waiting(aJourney(), "P1D").published();
        var ada = in(journey, "Wait");
        waiting(journey.anew().with("priority", "70"), "P1D").published();
        journey.act(2, "pause", "Ada").then().statusCode(200);

        // when
        var done = Migration.from(1).to(journey, 2).done();
        letPass("P1DT1M");

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("moved", 1));
        assertThat(messages(journey, ada)).isEmpty();
        journey.act(2, "resume", "Ada").then().statusCode(200);
        letPass("PT10M");
        letPass("PT10M");
        journey.awaitOutcome(ada, "done");
        assertThat(messages(journey, ada)).containsExactly("ACCEPTED");
    }

    @Test
    void shouldMoveThoseWhoAreAboutToBegin() {
        // given
        var journey = waiting(aJourney(), "P1D").published();
        journey.act(1, "pause", "Ada");
        var ada = known();
        journey.enrols(ada).then().statusCode(202);
        journey.act(1, "drain", "Ada").then().statusCode(200);
        waiting(journey.anew().with("priority", "70"), "P1D").published();

        // when
        var done = Migration.from(1).to(journey, 2).done();

        // then
        assertThat(done.getMap("outcomes")).isEqualTo(Map.of("moved", 1));
        journey.awaitAt(ada, "Wait");
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("version", 2);
        assertThat(Migration.trace(journey, ada).getMap("audit.find { it.action == 'enrolment-moved' }"))
                .containsEntry("actor", "Mia");
    }

    private static List<String> messages(Drawing journey, Person person) {
        return Migration.trace(journey, person).getList("messages.findAll { it.status != 'SKIPPED' }.status");
    }

    private static Drawing waiting(Drawing journey, String time) {
        return journey.timer("Wait", time)
                .task("Send", "send-message", mail("beginner-guide"))
                .end("End", "Done")
                .path("Start", "Wait", "Send", "End");
    }

    private static Drawing lasting(Drawing journey) {
        return journey.timer("Wait", "PT1H")
                .task("Send", "send-message", mail("beginner-guide"))
                .timer("After", "P1D")
                .end("End", "Done")
                .path("Start", "Wait", "Send", "After", "End");
    }

    private static Drawing listening(Drawing journey, String time, String event) {
        return journey.task("Arm", "arm-wait")
                .listen("Gateway")
                .behaviour("Told", event, "")
                .timer("Late", time)
                .end("End_Told", "Told")
                .end("End_Late", "Late")
                .path("Start", "Arm", "Gateway", "Told", "End_Told")
                .path("Gateway", "Late", "End_Late");
    }

    private static Drawing splitting(Drawing journey) {
        return journey.task("Split", "split", "arms", "one 75, other 25")
                .timer("Wait", "P1D")
                .branch("Which", "Flow_Other")
                .end("End_One", "One")
                .end("End_Other", "Other")
                .path("Start", "Split", "Wait", "Which")
                .flow("Flow_One", "Which", "End_One", "=arm = \"one\"")
                .flow("Flow_Other", "Which", "End_Other", "");
    }

    private static Drawing splittingLater(Drawing journey) {
        return journey.timer("Wait", "PT1H")
                .task("Split", "split", "arms", "one 99, other 1")
                .branch("Which", "Flow_One")
                .end("End_One", "One")
                .end("End_Other", "Other")
                .path("Start", "Wait", "Split", "Which")
                .flow("Flow_Other", "Which", "End_Other", "=arm = \"other\"")
                .flow("Flow_One", "Which", "End_One", "");
    }

    private static String[] mail(String template) {
        return new String[] {"templateKey", template, "channel", "email", "topic", "onboarding"};
    }

    private static Person in(Drawing journey, String element) {
        var person = known();
        journey.enrols(person);
        journey.awaitAt(person, element);
        return person;
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
    }
}
