package dev.waymark.profile;

import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** An anonymous visitor turns out to be somebody. */
@WaymarkTest
class OnePersonTest {

    private static final String GATEWAY = "Gateway_ProgressOrSilence";
    private static final String PROGRESS = "Onboarding Step Completed";

    @Inject
    Database database;

    private final String device = "device-" + UUID.randomUUID();

    @Test
    void shouldLetTheVisitorsHistoryAndJourneyFollowIntoTheKnownProfile() {
        // given a visitor in the journey, and a user known from elsewhere
        var ada = Person.somebody().tracks("Article Read");
        var known = database.profileOf(ada);
        visitorTracks("Signed Up");
        var visitor = visitor();

        // when
        identifies(ada);

        // then
        assertThat(visitor()).isEqualTo(known).isNotEqualTo(visitor);
        assertThat(ada.awaitAt(GATEWAY).enrolments()).hasSize(1);
        given().get("/api/profiles/{id}", visitor)
                .then()
                .body("id", equalTo(known.toString()))
                .body("mergedProfiles", contains(visitor.toString()));
        assertThat(titles(known, "event")).containsExactlyInAnyOrder("identify", "Signed Up", "Article Read");
        assertThat(titles(known, "segment-entered")).contains("new-signups");
        assertThat(database.number(
                        "select count(*) from audit_entry where action = 'profiles-merged' and subject_id = ?",
                        known.toString()))
                .isEqualTo(1);
    }

    @Test
    void shouldEndTheVisitorsWaitByWhatTheKnownProfileDoes() {
        // given
        var ada = Person.somebody().tracks("Article Read");
        visitorTracks("Signed Up");
        identifies(ada);
        ada.awaitAt(GATEWAY);

        // when
        ada.tracks(PROGRESS);

        // then
        ada.awaitOutcome("progressed");
    }

    @Test
    void shouldCountWhatTheKnownProfileDidBeforeAnybodyKnewThatTheyAreOne() {
        // given a visitor who waits, and a user who does what the wait is for
        var ada = Person.somebody().tracks("Article Read");
        visitorTracks("Signed Up");
        ada.tracks(PROGRESS);

        // when
        identifies(ada);

        // then
        ada.awaitOutcome("progressed");
    }

    @Test
    void shouldGoOnWithTheEarlierOfTwoEnrolmentsInOneJourney() {
        // given both signed up
        visitorTracks("Signed Up");
        var ada = Person.signedUp("Ada");

        // when
        identifies(ada);

        // then
        var outcomes = database.texts(
                "select coalesce(outcome, 'goes on') from enrolment where profile_id = ? order by enrolled_at",
                database.profileOf(ada));
        assertThat(outcomes).containsExactly("goes on", "merged");
    }

    @Test
    void shouldGoOnWithOneEnrolmentOfAPersonWhoWasThree() {
        // given a phone, a tablet and a user, each signed up
        visitorTracks("Signed Up");
        var tablet = "tablet-" + device;
        sends("track", Map.of("anonymousId", tablet, "event", "Signed Up"));
        var ada = Person.signedUp("Ada");

        // when
        identifies(ada);
        sends("identify", Map.of("anonymousId", tablet, "userId", ada.userId()));

        // then
        var outcomes = database.texts(
                "select coalesce(outcome, 'goes on') from enrolment where profile_id = ? order by enrolled_at",
                database.profileOf(ada));
        assertThat(outcomes).containsExactly("goes on", "merged", "merged");
        assertThat(database.texts(
                        "select coalesce(outcome, 'goes on') from enrolment where profile_id = ? and entry_key = 'once'",
                        database.profileOf(ada)))
                .containsExactly("goes on");
    }

    @Test
    void shouldNotStartAgainForSomebodyWhoseOtherProfileHasBeenThroughTheJourney() {
        // given a user who waits, and a visitor who has reached the end
        var ada = Person.signedUp("Ada");
        visitorTracks("Signed Up");
        visitorTracks(PROGRESS);
        await().atMost(20, SECONDS)
                .until(() -> database.number(
                                "select count(*) from enrolment where profile_id = ? and status = 'COMPLETED'",
                                visitor())
                        == 1);

        // when
        identifies(ada);

        // then
        var outcomes = database.texts(
                "select outcome from enrolment where profile_id = ? order by enrolled_at", database.profileOf(ada));
        assertThat(outcomes).containsExactly("merged", "progressed");
    }

    @Test
    void shouldLeaveTwoKnownPeopleOnOneDeviceApartAndReportIt() {
        // given
        var ada = Person.somebody();
        var bob = Person.somebody();
        identifies(ada);

        // when
        identifies(bob);

        // then
        assertThat(database.profileOf(bob)).isNotEqualTo(database.profileOf(ada));
        assertThat(visitor()).isEqualTo(database.profileOf(ada));
        var reported = given().queryParam("limit", 200)
                .get("/api/identity-conflicts")
                .jsonPath()
                .getList("items.findAll { it.identity.value == '" + device + "' }.claimant");
        assertThat(reported).containsExactly(database.profileOf(bob).toString());
    }

    @Test
    void shouldMakeOnePersonOfWhatComesInOneBatch() {
        // given
        var ada = Person.somebody();

        // when
        sendsBatch(List.of(
                        Map.of("type", "track", "anonymousId", device, "event", "Page Read"),
                        track(ada.userId(), "Article Read"),
                        Map.of("type", "identify", "anonymousId", device, "userId", ada.userId())))
                .then()
                .statusCode(200);

        // then
        assertThat(visitor()).isEqualTo(database.profileOf(ada));
        given().queryParam("kind", "anonymous")
                .queryParam("value", device)
                .get("/api/profiles")
                .then()
                .statusCode(200)
                .body("items.userId", contains(ada.userId()))
                .body("items[0].mergedProfiles", hasSize(0));
    }

    private void visitorTracks(String event) {
        sends("track", Map.of("anonymousId", device, "event", event)).then().statusCode(200);
    }

    private void identifies(Person person) {
        sends("identify", Map.of("anonymousId", device, "userId", person.userId()))
                .then()
                .statusCode(200);
    }

    private UUID visitor() {
        return UUID.fromString(
                database.text("select profile_id from identity where kind = 'anonymous' and value = ?", device));
    }

    private static List<String> titles(UUID profile, String kind) {
        return given().queryParam("limit", 200)
                .get("/api/profiles/{id}/timeline", profile)
                .jsonPath()
                .getList("items.findAll { it.kind == '" + kind + "' }.title");
    }
}
