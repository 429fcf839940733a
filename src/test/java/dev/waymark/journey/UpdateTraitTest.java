package dev.waymark.journey;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sends;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A step that sets a trait")
class UpdateTraitTest {

    @Inject
    UpdateTraitHandler handler;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Test
    void shouldSetItSoThatRulesSeeItNowAndWhenTheyLookBack() {
        // given
        var ada = somebody();
        var before = clock.instant();

        // when
        liking("tv").published().enrols(ada);

        // then
        journeyEndsFor(ada);
        assertThat(traitsOf(ada)).containsEntry("preferredCategory", "tv");
        assertThat(isInterested(ada, "")).isTrue();
        assertThat(isInterested(ada, "?at=" + before)).isFalse();
        assertThat(isInterested(ada, "?at=" + clock.instant())).isTrue();
    }

    @Test
    void shouldGiveWayToALaterWordOfThePersonAndNotToAnEarlierOneThatComesLate() {
        // given
        var ada = somebody();
        var earlier = clock.instant();
        letPass("PT1H");
        liking("tv").published().enrols(ada);
        journeyEndsFor(ada);

        // when
        says(ada, "dog", earlier);

        // then
        assertThat(traitsOf(ada)).containsEntry("preferredCategory", "tv");

        // when
        letPass("PT1H");
        says(ada, "cat", clock.instant());

        // then
        assertThat(traitsOf(ada)).containsEntry("preferredCategory", "cat");
    }

    @Test
    void shouldSayItOnceHoweverOftenTheStepComes() {
        // given
        var ada = somebody();
        var step = stepOf(waitingWith(ada), 7);

        // when
        handler.handle(step);
        says(ada, "cat", clock.instant().plusMillis(1));
        handler.handle(step);

        // then
        assertThat(traitsOf(ada)).containsEntry("preferredCategory", "cat");
        assertThat(saidOf(step)).isEqualTo(1);
    }

    @Test
    void shouldSayItAgainWhenTheStepIsReachedAgain() {
        var ada = somebody();
        var enrolment = waitingWith(ada);

        handler.handle(stepOf(enrolment, 7));
        handler.handle(stepOf(enrolment, 8));

        assertThat(saidOf(stepOf(enrolment, 7))).isEqualTo(1);
        assertThat(saidOf(stepOf(enrolment, 8))).isEqualTo(1);
    }

    @Test
    void shouldSayNothingOfSomebodyWhoHasLeftTheJourney() {
        // given
        var ada = somebody();
        var enrolment = waitingWith(ada);
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "CANCELLED"))
                .put("/api/enrolments/{id}/status", enrolment.id())
                .then()
                .statusCode(200);

        // when
        handler.handle(stepOf(enrolment, 7));

        // then
        assertThat(traitsOf(ada)).doesNotContainKey("preferredCategory");
    }

    @Test
    void shouldSayNothingForAnInstanceInWhosePlaceAnotherOneActs() {
        var ada = somebody();

        handler.handle(stepOf(waitingWith(ada), 1, 7));

        assertThat(traitsOf(ada)).doesNotContainKey("preferredCategory");
    }

    @Test
    void shouldSayNothingOfSomebodyWhoWasForgotten() {
        var ada = somebody();
        var enrolment = waitingWith(ada);
        given().delete("/api/profiles/{id}", enrolment.profile()).then().statusCode(200);

        handler.handle(stepOf(enrolment, 7));

        assertThat(saidOf(stepOf(enrolment, 7))).isZero();
    }

    private record Waiting(UUID id, UUID profile, String journey) {}

    private Waiting waitingWith(Person person) {
        var journey = aJourney()
                .timer("Wait", "P30D")
                .end("End", "Done")
                .path("Start", "Wait", "End")
                .published();
        journey.enrols(person);
        journey.awaitAt(person, "Wait");
        var id = (String) journey.enrolmentsOf(person).getFirst().get("id");
        return new Waiting(UUID.fromString(id), database.profileOf(person), journey.key());
    }

    private StepJob stepOf(Waiting enrolment, long pass) {
        return stepOf(enrolment, database.number("select instance from enrolment where id = ?", enrolment.id()), pass);
    }

    private StepJob stepOf(Waiting enrolment, long instance, long pass) {
        var claimed = new Claimed(
                new EnrolmentId(enrolment.id()),
                enrolment.profile(),
                enrolment.journey(),
                1,
                50,
                clock.instant(),
                Duration.ZERO);
        return new StepJob(claimed, instance, "Set", pass, Map.of("trait", "preferredCategory", "value", "tv"));
    }

    private long saidOf(StepJob step) {
        return database.number(
                "select count(*) from event where source = 'waymark' and message_id = ?",
                "trait:" + step.enrolment() + ":Set:" + step.pass());
    }

    private static Drawing liking(String topic) {
        return aJourney()
                .task("Set", "update-trait", "trait", "preferredCategory", "value", topic)
                .end("End", "Done")
                .path("Start", "Set", "End");
    }

    private void journeyEndsFor(Person person) {
        await().until(() -> database.number(
                        "select count(*) from enrolment where profile_id = ? and status = 'COMPLETED'",
                        database.profileOf(person))
                == 1);
    }

    private static void says(Person person, String topic, Instant at) {
        sends(
                        "identify",
                        Map.of(
                                "messageId", UUID.randomUUID().toString(),
                                "userId", person.userId(),
                                "timestamp", at.toString(),
                                "traits", Map.of("preferredCategory", topic)))
                .then()
                .statusCode(200);
    }

    private boolean isInterested(Person person, String moment) {
        return given().urlEncodingEnabled(false)
                .get("/api/profiles/" + database.profileOf(person) + "/segments/interest-tv/explanation" + moment)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getBoolean("explanation.in");
    }

    private static Map<String, Object> traitsOf(Person person) {
        return given().get("/api/profiles?kind=user&value={id}", person.userId())
                .jsonPath()
                .getMap("items[0].traits");
    }

    private static Person somebody() {
        return Person.somebody().identifies(Map.of("firstName", "Ada"));
    }
}
