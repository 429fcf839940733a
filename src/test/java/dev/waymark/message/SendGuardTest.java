package dev.waymark.message;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.support.Actor;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Nobody is written to without consent, too often, at night, or too late; each message not sent says why. */
@WaymarkTest
class SendGuardTest {

    private static final SendTerms AT_ANY_HOUR = new SendTerms("onboarding", SendTerms.QuietHours.IGNORE, null);

    private static final MessageLeases.Writing WRITING =
            new MessageLeases.Writing("1", "en", null, "ada@example.org", List.of());

    @Inject
    Database database;

    @Inject
    MessageLedger ledger;

    @Inject
    MessageLeases leases;

    @Inject
    EnrolmentClaim claim;

    @Test
    void shouldWriteOnlyToWhoHasAllowedIt() {
        // given
        var journey = aJourney()
                .timer("Wait", "PT1H")
                .task("Send", "send-message", "templateKey", "beginner-guide", "channel", "email", "topic", "offers")
                .end("End", "Done")
                .path("Start", "Wait", "Send", "End")
                .published();
        var ada = known(Map.of());
        var ben = known(Map.of());
        consents(ada, "offers", "email", true);
        consents(ben, "offers", "email", true);

        // when one takes it back in the middle
        enrolAll(journey, ada, ben);
        journey.awaitAt(ada, "Wait").awaitAt(ben, "Wait");
        consents(ben, "offers", "email", false);
        letPass("PT1H");

        // then
        assertThat(messageOf(journey, ada)).isEqualTo("ACCEPTED");
        assertThat(messageOf(journey, ben)).isEqualTo("SKIPPED no-consent");
    }

    @Test
    void shouldHoldBackWhatWasBegunBeforeAPause() {
        // given a step that was claimed
        var journey = resting().published();
        var job = intended(journey);

        // when this node has not heard of it
        paused(journey, "PAUSED");

        // then
        assertThat(leases.lease(job, AT_ANY_HOUR, WRITING, Duration.ZERO))
                .isInstanceOf(MessageLeases.Permit.Paused.class);
        paused(journey, "PUBLISHED");
        assertThat(leases.lease(job, AT_ANY_HOUR, WRITING, Duration.ZERO))
                .isInstanceOf(MessageLeases.Permit.Send.class);
    }

    @Test
    void shouldBeInOneHandUntilItsLeaseIsOver() {
        // given
        var job = intended(resting().published());

        // when
        var first = (MessageLeases.Permit.Send) leases.lease(job, AT_ANY_HOUR, WRITING, Duration.ZERO);

        // then
        assertThat(leases.lease(job, AT_ANY_HOUR, WRITING, Duration.ZERO))
                .isInstanceOf(MessageLeases.Permit.Later.class);
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.endOf(List.of(job.enrolment().value())));
        assertThat(statusOf(first.message())).isEqualTo("SENDING");

        // when nobody has said what became of it
        database.run(
                "update message set leased_until = leased_until - interval '1 minute' where id = ?", first.message());
        QuarkusTransaction.requiringNew()
                .run(() -> ledger.endOf(List.of(job.enrolment().value())));

        // then
        assertThat(statusOf(first.message())).isEqualTo("UNKNOWN");
    }

    private String statusOf(UUID message) {
        return database.text("select status from message where id = ?", message);
    }

    private static Drawing resting() {
        return aJourney().timer("Wait", "P7D").end("End", "Done").path("Start", "Wait", "End");
    }

    /** A claimed step of somebody new, whose message is there. */
    private StepJob intended(Drawing journey) {
        var ada = known(Map.of());
        enrolAll(journey, ada);
        journey.awaitAt(ada, "Wait");
        var job = stepOf(journey, ada);
        ledger.intend(job, "beginner-guide", "email", AT_ANY_HOUR);
        return job;
    }

    private void paused(Drawing journey, String status) {
        database.run(
                "update journey_version set status = ?, status_since = now() where journey = ?", status, journey.key());
    }

    private StepJob stepOf(Drawing journey, Person person) {
        var enrolment = new EnrolmentId(UUID.fromString(
                journey.enrolmentsOf(person).getFirst().get("id").toString()));
        var instance = database.number("select instance from enrolment where id = ?", enrolment.value());
        var claimed = claim.claim(enrolment, instance).orElseThrow();
        return new StepJob(claimed, instance, "Send", 1, Map.of());
    }

    @Test
    void shouldObeyAWithdrawalForAllChannels() {
        var journey = sending("offers").published();
        var ada = known(Map.of());
        var ben = known(Map.of());
        consents(ada, "offers", "email", true);
        consents(ada, "offers", "any", false);

        journey.enrols(ada).then().statusCode(422).body("code", equalTo("not-enrolled-no-consent"));
        journey.enrols(ben).then().statusCode(422).body("code", equalTo("not-enrolled-no-consent"));
    }

    @Test
    void shouldSendATopicThatIsOptOutUnlessItWasRefused() {
        var journey = sending("onboarding").published();
        var ada = known(Map.of());
        var ben = known(Map.of());
        consents(ben, "onboarding", "email", false);

        enrolAll(journey, ada);

        assertThat(messageOf(journey, ada)).isEqualTo("ACCEPTED");
        journey.enrols(ben).then().statusCode(422).body("code", equalTo("not-enrolled-no-consent"));
    }

    @Test
    void shouldLeaveSuppressedPeopleAloneButForWhatTheyHaveAskedFor() {
        // given
        var marketing = sending("onboarding").published();
        var service = sending("order-service").published();
        var ada = known(Map.of());
        given().header(Actor.HEADER, "Kim")
                .contentType("application/json")
                .body(Map.of("reason", "Asked by phone"))
                .put("/api/profiles/{id}/suppression", database.profileOf(ada))
                .then()
                .statusCode(200)
                .body("actor", equalTo("Kim"));

        // when
        marketing.enrols(ada).then().statusCode(422).body("code", equalTo("not-enrolled-no-consent"));
        enrolAll(service, ada);

        // then
        assertThat(messageOf(service, ada)).isEqualTo("ACCEPTED");

        // when
        given().header(Actor.HEADER, "Kim")
                .delete("/api/profiles/{id}/suppression", database.profileOf(ada))
                .then()
                .statusCode(204);

        // then
        given().get("/api/profiles/{id}/suppression", database.profileOf(ada))
                .then()
                .statusCode(404);
    }

    @Test
    void shouldNotWriteMoreOftenThanTheCapButForTransactionalTopics() {
        // given
        var journey = sending("onboarding").with("re-entry", "every-time").published();
        var service = sending("order-service").with("re-entry", "every-time").published();
        var ada = known(Map.of());
        enrolAll(service, ada);
        messageOf(service, ada);
        for (int i = 0; i < 3; i++) {
            enrolAll(journey, ada);
            assertThat(messageOf(journey, ada)).isEqualTo("ACCEPTED");
        }

        // when
        enrolAll(journey, ada);
        enrolAll(service, ada);

        // then
        assertThat(messageOf(journey, ada)).isEqualTo("SKIPPED frequency-cap");
        assertThat(messageOf(service, ada)).isEqualTo("ACCEPTED");

        // when
        letPass("PT24H");
        enrolAll(journey, ada);

        // then
        assertThat(messageOf(journey, ada)).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldGiveWayToAJourneyOfHigherPriority() {
        var important = sending("onboarding").with("priority", "80").published();
        var lesser = sending("onboarding").with("priority", "20").published();
        var ada = known(Map.of());
        enrolAll(important, ada);
        messageOf(important, ada);

        enrolAll(lesser, ada);

        assertThat(messageOf(lesser, ada)).isEqualTo("SKIPPED journey-of-higher-priority");
    }

    @Test
    void shouldHoldAMessageUntilTheNightIsOver() {
        // given
        var journey = sending("onboarding").published();
        var ada = known(Map.of("timezone", zoneWhereItIsThree()));
        enrolAll(journey, ada);

        // then
        await().atMost(20, SECONDS)
                .until(() -> database.texts(
                                        "select m.held_until from message m join enrolment e on e.id = m.enrolment_id"
                                                + " where e.journey = ? and m.held_until is not null",
                                        journey.key())
                                .size()
                        == 1);

        // when it is nine
        letPass("PT6H");

        // then
        assertThat(messageOf(journey, ada)).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldSkipOrSendAtNightWhereTheJourneySaysSo() {
        var skipping = sending("onboarding", "quietHours", "skip").published();
        var ignoring = sending("onboarding", "quietHours", "ignore").published();
        var ada = known(Map.of("timezone", zoneWhereItIsThree()));

        enrolAll(skipping, ada);
        enrolAll(ignoring, ada);

        assertThat(messageOf(skipping, ada)).isEqualTo("SKIPPED quiet-hours");
        assertThat(messageOf(ignoring, ada)).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldNotSendWhatIsTooLateByTheTimeOfTheEvent() {
        // given
        var journey = sending("order-service", "tooLateAfter", "PT5M")
                .with("entry-event", "Order Completed")
                .published();
        var ada = known(Map.of());
        var ben = known(Map.of());

        // when
        orders(ada, now().minus(6, ChronoUnit.MINUTES));
        orders(ben, now().minus(3, ChronoUnit.MINUTES));

        // then
        assertThat(messageOf(journey, ada)).isEqualTo("SKIPPED too-late");
        assertThat(messageOf(journey, ben)).isEqualTo("ACCEPTED");
    }

    private static Drawing sending(String topic, String... more) {
        var headers = new String[6 + more.length];
        var always = new String[] {"templateKey", "beginner-guide", "channel", "email", "topic", topic};
        System.arraycopy(always, 0, headers, 0, always.length);
        System.arraycopy(more, 0, headers, always.length, more.length);
        return aJourney()
                .task("Send", "send-message", headers)
                .end("End", "Done")
                .path("Start", "Send", "End");
    }

    private static void enrolAll(Drawing journey, Person... people) {
        for (var person : people) {
            journey.enrols(person).then().statusCode(202);
        }
    }

    /** Status and reason of the person's newest message in the journey, once it has ended. */
    private String messageOf(Drawing journey, Person person) {
        journey.awaitOutcome(person, "done");
        var message = given().get(
                        "/api/enrolments/{id}/trace",
                        journey.enrolmentsOf(person).getFirst().get("id"))
                .jsonPath();
        var reason = message.getString("messages[0].reason");
        return message.getString("messages[0].status") + (reason == null ? "" : " " + reason);
    }

    private void consents(Person person, String topic, String channel, boolean given) {
        given().contentType("application/json")
                .body(
                        given
                                ? Map.of(
                                        "topic",
                                        topic,
                                        "channel",
                                        channel,
                                        "given",
                                        true,
                                        "method",
                                        "form",
                                        "wording",
                                        "v1",
                                        "language",
                                        "en")
                                : Map.of("topic", topic, "channel", channel, "given", false, "method", "form"))
                .post("/api/profiles/{id}/consents", database.profileOf(person))
                .then()
                .statusCode(201);
    }

    private static void orders(Person person, Instant at) {
        sends("track", with(track(person.userId(), "Order Completed"), "timestamp", at.toString()))
                .then()
                .statusCode(200);
    }

    private static Instant now() {
        return Instant.parse(given().get("/api/sandbox/clock").jsonPath().getString("now"));
    }

    /** A zone in which it is between three and four at night. */
    private static String zoneWhereItIsThree() {
        var ahead = Math.floorMod(3 - now().atZone(ZoneOffset.UTC).getHour(), 24);
        return ahead > 12 ? "Etc/GMT+" + (24 - ahead) : "Etc/GMT-" + ahead;
    }

    private static Person known(Map<String, Object> traits) {
        var person = Person.somebody();
        person.identifies(Map.of("email", person.userId() + "@example.org", "firstName", "Ada"));
        return person.identifies(traits);
    }
}
