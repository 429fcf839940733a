package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("Enrolments that end in the same moment")
class EnrolmentEndsTest {

    private static final int PEOPLE = 12;

    @Inject
    Database database;

    @Test
    void shouldEachEndOnceAndWaitForNothingMore() {
        // given people who came to the same timer
        var journey = aJourney()
                .with("exit-events", "Order Refunded")
                .timer("Wait", "P1D")
                .end("End", "done")
                .path("Start", "Wait", "End")
                .published();
        var people = Stream.generate(() -> Person.somebody().identifies(Map.of("firstName", "Ada")))
                .limit(PEOPLE)
                .toList();
        people.forEach(person -> journey.enrols(person).then().statusCode(202));
        people.forEach(person -> journey.awaitAt(person, "Wait"));

        // when
        letPass("P1DT1H");

        // then
        await().atMost(30, SECONDS).until(() -> count(journey.key(), "status = 'COMPLETED'") == PEOPLE);
        people.forEach(person -> journey.awaitOutcome(person, "done"));
        assertThat(count(journey.key(), "ended_at is null")).isZero();
        assertThat(database.number(
                        "select count(*) from audit_entry a join enrolment e on a.subject_id = cast(e.id as text)"
                                + " where e.journey = ? and a.action = 'enrolment-completed'",
                        journey.key()))
                .isEqualTo(PEOPLE);
        assertThat(database.number(
                        "select count(*) from wait w join enrolment e on e.id = w.enrolment_id"
                                + " where e.journey = ? and (w.status = 'ARMED' or exists"
                                + " (select 1 from wait_trigger t where t.wait_id = w.id)) and w.element_id <> ''",
                        journey.key()))
                .isZero();
    }

    private long count(String journey, String condition) {
        return database.number("select count(*) from enrolment where journey = ? and " + condition, journey);
    }
}
