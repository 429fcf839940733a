package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A page of people is asked anew, and some of them enter a segment. */
@WaymarkTest
class SegmentEntryTest {

    @Inject
    Database database;

    @Test
    void shouldDecideAboutEachOfThoseWhoEnterTheSegmentTogether() {
        // given
        var journey = aJourney()
                .with("entry-segment", "callback-requests")
                .with("exit-entering", "feature-users")
                .timer("Wait", "P7D")
                .task("Send", "send-message", "templateKey", "thanks-again", "channel", "email", "topic", "offers")
                .end("End", "Done")
                .path("Start", "Wait", "Send", "End");
        var ada = known().agreesTo("offers", "email").tracks("Callback Requested");
        var user =
                known().agreesTo("offers", "email").tracks("Callback Requested").tracks("Key Feature Used");
        var silent = known().tracks("Callback Requested");
        var inAlready = known().agreesTo("offers", "email").tracks("Callback Requested");
        journey.published();
        journey.enrols(inAlready).then().statusCode(202);
        var all = List.of(ada, user, silent, inAlready);

        // when
        enterAnew(all, "callback-requests");

        // then
        await().atMost(20, SECONDS)
                .until(() -> all.stream()
                        .allMatch(person -> person == ada
                                ? !journey.enrolmentsOf(person).isEmpty()
                                : !decisionsOf(journey, person).isEmpty()));
        assertThat(journey.enrolmentsOf(ada).getFirst()).containsEntry("enteredBy", "segment:callback-requests");
        assertThat(decisionsOf(journey, ada)).isEmpty();
        assertThat(decisionsOf(journey, user)).containsExactly("EXCLUDED");
        assertThat(decisionsOf(journey, silent)).containsExactly("NO_CONSENT");
        assertThat(decisionsOf(journey, inAlready)).containsExactly("ALREADY_IN");
        assertThat(database.number(
                        "select count(*) from enrolment e join membership m on m.id = e.membership_id"
                                + " and m.profile_id = e.profile_id and m.left_at is null where e.journey = ?",
                        journey.key()))
                .isOne();
    }

    /** They leave it without a word, and everything is asked about all of them at the next look. */
    private void enterAnew(List<Person> people, String segment) {
        var profiles = people.stream().map(database::profileOf).toArray(UUID[]::new);
        database.run(
                "with gone as (update membership set left_at = now() where segment = ? and profile_id = any(?))"
                        + " update evaluation set due_at = now() - interval '1 second', memberships = null"
                        + " where profile_id = any(?)",
                segment,
                profiles,
                profiles);
    }

    private List<String> decisionsOf(Drawing journey, Person person) {
        return database.texts(
                "select outcome from entry_decision where journey = ? and profile_id = cast(? as uuid) order by id",
                journey.key(),
                database.profileOf(person));
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
    }
}
