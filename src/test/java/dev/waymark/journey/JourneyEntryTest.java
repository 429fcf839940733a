package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.profile.PersonZone;
import dev.waymark.profile.Profiles;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Who enters a journey, how often, and who leaves it before its end. */
@WaymarkTest
class JourneyEntryTest {

    @Inject
    Database database;

    @Inject
    Journeys journeys;

    @Inject
    ScheduleTable schedule;

    @Inject
    Profiles profiles;

    @Inject
    PersonZone zones;

    @Inject
    Clock clock;

    @Test
    void shouldEnrolWhoDoesWhatTheJourneyIsFor() {
        // given
        var journey = waiting()
                .with("entry-event", "Order Completed")
                .with("entry-condition", "revenue > 1000 and products.category = \"TV\"")
                .published();
        var ada = known();
        var ben = known();

        // when
        orders(ada, 1200, "TV");
        orders(ben, 900, "TV");
        orders(ben, 1200, "Radio");

        // then
        journey.awaitAt(ada, "Wait");
        assertThat(journey.enrolmentsOf(ada))
                .singleElement()
                .satisfies(one -> assertThat(one).containsEntry("enteredBy", "event:Order Completed"));
        assertThat(journey.enrolmentsOf(ben)).isEmpty();
    }

    @Test
    void shouldNotTakeAnEventOfLongAgoForAnOccasion() {
        var journey = waiting().with("entry-event", "Visit Planned").published();
        var ada = known();

        sends("track", with(track(ada.userId(), "Visit Planned"), "timestamp", "2025-01-01T10:00:00Z"));

        assertThat(journey.enrolmentsOf(ada)).isEmpty();
    }

    @Test
    void shouldLetAPersonInAgainAfterTheyHaveLeft() {
        // given
        var journey = waiting()
                .with("entry-event", "Visit Planned")
                .with("re-entry", "after-exit")
                .published();
        var ada = known();
        ada.tracks("Visit Planned").tracks("Visit Planned");
        journey.awaitAt(ada, "Wait");
        assertThat(journey.enrolmentsOf(ada)).hasSize(1);
        letPass("P7D");
        journey.awaitOutcome(ada, "done");

        // when
        ada.tracks("Visit Planned");

        // then
        assertThat(journey.enrolmentsOf(ada)).hasSize(2);
        assertThat(decisionsOf(journey, ada)).containsExactly("ALREADY_IN");
    }

    @Test
    void shouldLetAPersonInAgainWhenThePeriodHasPassed() {
        // given
        var journey = waiting().with("re-entry", "P30D").published();
        var ada = known();
        journey.enrols(ada).then().statusCode(202);
        letPass("P7D");
        journey.awaitOutcome(ada, "done");

        // when
        journey.enrols(ada)
                .then()
                .statusCode(422)
                .body("code", equalTo("not-enrolled-capped"))
                .body("detail", containsString("May enter again from"));
        letPass("P23D");

        // then
        journey.enrols(ada).then().statusCode(202);
    }

    @Test
    void shouldLetAPersonInForEachEvent() {
        var journey = waiting()
                .with("entry-event", "Visit Planned")
                .with("re-entry", "every-time")
                .published();
        var ada = known();

        ada.tracks("Visit Planned").tracks("Visit Planned");

        assertThat(journey.enrolmentsOf(ada)).hasSize(2);
    }

    @Test
    void shouldHoldOutAStableShareAndStillCountTheirGoal() {
        // given
        var journey =
                waiting().with("holdout", "50").with("goal-window", "P14D").published();
        var people = Stream.generate(JourneyEntryTest::known).limit(20).toList();

        // when
        people.forEach(journey::enrols);

        // then
        var heldOut = people.stream()
                .filter(one -> statusOf(journey, one).equals("HELD_OUT"))
                .toList();
        assertThat(heldOut).hasSizeBetween(2, 18);
        journey.enrols(heldOut.getFirst()).then().statusCode(200).body("status", equalTo("HELD_OUT"));

        // when
        heldOut.getFirst().tracks("Key Feature Used");

        // then
        assertThat(conversionsOf(journey, heldOut.getFirst())).isOne();
        assertThat(conversionsOf(journey, heldOut.getLast())).isZero();
    }

    @Test
    void shouldCountTheGoalWithinItsWindowAlsoAfterTheJourney() {
        // given
        var journey = aJourney()
                .with("goal-window", "P14D")
                .end("End", "Done")
                .path("Start", "End")
                .published();
        var ada = known();
        var ben = known();
        journey.enrols(ada);
        journey.enrols(ben);
        journey.awaitOutcome(ada, "done").awaitOutcome(ben, "done");

        // when
        letPass("P13D");
        ada.tracks("Key Feature Used");
        letPass("P2D");
        ben.tracks("Key Feature Used");

        // then
        assertThat(conversionsOf(journey, ada)).isOne();
        assertThat(conversionsOf(journey, ben)).isZero();
    }

    @Test
    void shouldEndTheLongWaitOfWhoDoesSomethingThatEndsTheJourney() {
        // given
        var journey = waiting()
                .with("exit-events", "Order Completed, Order Refunded")
                .with("exit-condition", "revenue > 100")
                .published();
        var ada = known();
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");

        // when
        orders(ada, 50, "TV");
        assertThat(statusOf(journey, ada)).isEqualTo("RUNNING");
        orders(ada, 500, "TV");

        // then
        assertThat(journey.enrolmentsOf(ada).getFirst())
                .containsEntry("status", "CANCELLED")
                .containsEntry("outcome", "exit-order-completed");
    }

    @Test
    void shouldEndTheJourneyOfWhoEntersOrLeavesASegment() {
        // given
        var entering = waiting().with("exit-entering", "callback-requests").published();
        var leaving = waiting().with("exit-leaving", "leads").published();
        var ada = known();
        entering.enrols(ada).then().statusCode(202);
        leaving.enrols(ada).then().statusCode(202);

        // when
        ada.tracks("Callback Requested");
        orders(ada, 50, "TV");

        // then
        assertThat(entering.enrolmentsOf(ada).getFirst()).containsEntry("outcome", "exit-entered-callback-requests");
        assertThat(leaving.enrolmentsOf(ada).getFirst()).containsEntry("outcome", "exit-left-leads");
    }

    @Test
    void shouldEndByItsGoalTheJourneyOfWhoReachesItByTheEventThatWouldEndIt() {
        // given
        var entering = waiting().with("exit-entering", "feature-users").published();
        var doing = waiting().with("exit-events", "Key Feature Used").published();
        var ada = known();
        entering.enrols(ada).then().statusCode(202);
        doing.enrols(ada).then().statusCode(202);
        entering.awaitAt(ada, "Wait");
        doing.awaitAt(ada, "Wait");

        // when
        ada.tracks("Key Feature Used");

        // then
        entering.awaitOutcome(ada, "converted");
        doing.awaitOutcome(ada, "converted");
    }

    @Test
    void shouldNotLetInWhoWouldLeaveAtOnce() {
        var journey = waiting().with("exit-entering", "callback-requests").published();
        var ada = known().tracks("Callback Requested");

        journey.enrols(ada)
                .then()
                .statusCode(422)
                .body("code", equalTo("not-enrolled-excluded"))
                .body("detail", containsString("callback-requests"));
        assertThat(decisionsOf(journey, ada)).containsExactly("EXCLUDED");
    }

    @Test
    void shouldEnrolTheMembersOfASegmentEachDayByTheirOwnClock() {
        // given a plan of the day that knows one of the segment
        var cleo = known().tracks("Callback Requested");
        await().atMost(20, SECONDS)
                .until(() -> database.number(
                                "select count(*) from membership where profile_id = ? and segment = 'callback-requests'",
                                database.profileOf(cleo))
                        > 0);
        var journey = aJourney()
                .with("entry-schedule", "daily 09:00")
                .with("entry-audience", "callback-requests")
                .with("entry-spread", "PT30M")
                .with("re-entry", "every-time")
                .end("End", "Done")
                .path("Start", "End")
                .published();
        awaitPlanned(journey, cleo);

        // when it starts again after some were put off
        database.run(
                "update scheduled_entry set due_at = due_at + interval '1 hour' where journey = ? and outcome is null",
                journey.key());
        var planned = momentsOf(journey);
        new SchedulePlan(schedule, profiles, zones, clock)
                .plan(journeys.current(journey.key()).orElseThrow());

        // then
        assertThat(momentsOf(journey)).isEqualTo(planned);

        // when somebody joins it afterwards
        var ada = known().identifies(Map.of("timezone", "Asia/Bangkok")).tracks("Callback Requested");
        var ben = known();
        letPass("PT11M");

        // then
        awaitPlanned(journey, ada);

        // when a day and its spread pass
        letPass("PT24H");
        letPass("PT30M");

        // then
        journey.awaitOutcome(ada, "done");
        assertThat(journey.enrolmentsOf(ada)).allSatisfy(one -> assertThat(one).containsEntry("enteredBy", "schedule"));
        assertThat(timesOfDay(journey, ada)).allSatisfy(time -> assertThat(time).isBetween("09:00", "09:30"));
        assertThat(journey.enrolmentsOf(ben)).isEmpty();
    }

    private List<String> momentsOf(Drawing journey) {
        return database.texts(
                "select profile_id || ' ' || due_at from scheduled_entry where journey = ? and outcome is null"
                        + " order by profile_id, day",
                journey.key());
    }

    private void awaitPlanned(Drawing journey, Person person) {
        await().atMost(20, SECONDS)
                .until(() -> database.number(
                                "select count(*) from scheduled_entry where journey = ? and profile_id = ?",
                                journey.key(),
                                database.profileOf(person))
                        > 0);
    }

    private List<String> timesOfDay(Drawing journey, Person person) {
        return database.texts(
                "select to_char(due_at at time zone 'Asia/Bangkok', 'HH24:MI') from scheduled_entry"
                        + " where journey = ? and profile_id = ? and outcome = 'ENROLLED'",
                journey.key(),
                database.profileOf(person));
    }

    private List<String> decisionsOf(Drawing journey, Person person) {
        return database.texts(
                "select outcome from entry_decision where journey = ? and profile_id = cast(? as uuid) order by id",
                journey.key(),
                database.profileOf(person));
    }

    private long conversionsOf(Drawing journey, Person person) {
        return database.texts(
                        "select c.goal from conversion c join enrolment e on e.id = c.enrolment_id where e.journey = ?"
                                + " and e.profile_id = cast(? as uuid)",
                        journey.key(),
                        database.profileOf(person))
                .size();
    }

    private static String statusOf(Drawing journey, Person person) {
        return (String) journey.enrolmentsOf(person).getFirst().get("status");
    }

    private static void orders(Person person, int revenue, String category) {
        var order = Map.of(
                "order_id",
                UUID.randomUUID().toString(),
                "revenue",
                revenue,
                "products",
                List.of(Map.of("category", category)));
        sends("track", with(track(person.userId(), "Order Completed"), "properties", order))
                .then()
                .statusCode(200);
    }

    private static Drawing waiting() {
        return aJourney().timer("Wait", "P7D").end("End", "Done").path("Start", "Wait", "End");
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
    }
}
