package dev.waymark.message;

import static dev.waymark.message.Mailing.journey;
import static dev.waymark.message.Mailing.sent;
import static dev.waymark.message.Mailing.somebody;
import static dev.waymark.message.Mailing.words;
import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.BusinessClock;
import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Providers tell what became of messages, by HTTP and signed. */
@WaymarkTest
@DisplayName("What becomes of a message")
class ReceiptTest {

    private static final String SERVICE = "order-service";

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    @Test
    void shouldBeKnownByTheStatusOfAShortMessageAndToldOnce() {
        var message = sent(journey(words(), "sms", SERVICE), somebody("Ada"), database);

        for (var i = 0; i < 3; i++) {
            smsStatus(message, "sent", "");
            smsStatus(message, "delivered", "");
        }

        assertThat(message.receipts()).containsExactly("DELIVERED");
        assertThat(message.events()).containsExactly("SMS Delivered");
        assertThat(message.trace().getList("receipts.kind")).containsExactly("delivered");
    }

    @Test
    void shouldSettleWhatNobodyCouldSay() {
        var message = sent(journey(words(), "sms", SERVICE), somebody("Ada"), database);
        database.run("update message set status = 'UNKNOWN', reason = 'interrupted' where id = ?", message.id());

        smsStatus(message, "delivered", "");

        assertThat(message.trace().getString("status")).isEqualTo("ACCEPTED");
        assertThat(message.trace().getString("reason")).isEqualTo("proven-by-receipt");
    }

    @Test
    void shouldLeaveAMessageAloneWhoseEndIsKnown() {
        var message = sent(journey(words(), "sms", SERVICE), somebody("Ada"), database);
        database.run("update message set status = 'REJECTED', reason = 'sms-21211' where id = ?", message.id());

        smsStatus(message, "delivered", "");

        assertThat(message.trace().getString("status")).isEqualTo("REJECTED");
        assertThat(message.receipts()).containsExactly("DELIVERED");
    }

    @Test
    void shouldStopANumberThatDoesNotExistUntilSomebodyLiftsIt() {
        var journey = journey(words(), "sms", SERVICE);
        var ada = somebody("Ada");
        var message = sent(journey, ada, database);

        smsStatus(message, "undelivered", "30005");

        assertThat(message.receipts()).containsExactly("BOUNCED sms-30005");
        assertThat(stopped(ada)).containsExactly("sms no-such-number");
        var next = journey(words(), "sms", SERVICE);
        assertThat(sent(next, ada, database).trace().getString("reason")).isEqualTo("address-suppressed");

        // when it is lifted and the same is told again
        given().header("X-Waymark-Actor", "Ada")
                .delete("/api/profiles/{id}/suppression/addresses/sms", database.profileOf(ada))
                .then()
                .statusCode(204);
        smsStatus(message, "undelivered", "30005");

        assertThat(stopped(ada)).isEmpty();
    }

    @Test
    void shouldGoByAnotherRoadWhereTheFirstIsStopped() {
        var ada = somebody("Ada");
        smsStatus(sent(journey(words(), "sms", SERVICE), ada, database), "undelivered", "30006");

        var message = sent(journey(words(), "sms,email", SERVICE), ada, database);

        assertThat(message.trace().getString("channel")).isEqualTo("email");
    }

    @Test
    void shouldTakeOtherFailuresForNoReasonToStop() {
        var ada = somebody("Ada");
        var message = sent(journey(words(), "sms", SERVICE), ada, database);

        smsStatus(message, "undelivered", "30003");

        assertThat(message.receipts()).containsExactly("FAILED sms-30003");
        assertThat(message.events()).containsExactly("SMS Failed");
        assertThat(stopped(ada)).isEmpty();
    }

    @Test
    void shouldBeAReplyThatAJourneyWaitsFor() {
        var ada = somebody("Ada");
        var journey = waitingFor("SMS Replied", "sms");
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");

        incoming(ada, "Yes please", "SM" + UUID.randomUUID().toString().replace("-", ""));

        journey.awaitOutcome(ada, "happened");
        assertThat(database.texts("select kind from receipt where profile_id = ?", database.profileOf(ada)))
                .containsExactly("REPLIED");
    }

    @Test
    void shouldWithdrawTheChannelWithAWordAndNothingElse() {
        var ada = somebody("Ada");
        ada.agreesTo("offers", "sms").agreesTo("offers", "email");
        var message = sent(journey(words(), "sms", "offers"), ada, database);

        incoming(ada, " stop. ", "SMstop" + ada.userId().hashCode());

        assertThat(message.events()).containsExactly("Unsubscribed");
        var offers = journey(words(), "sms", "offers");
        offers.enrols(ada);
        assertThat(offers.enrolmentsOf(ada))
                .as("who allows nothing is not let in")
                .isEmpty();
        var byMail = journey(words(), "email", "offers");
        assertThat(sent(byMail, ada, database).trace().getString("status")).isEqualTo("ACCEPTED");
        var service = journey(words(), "sms", SERVICE);
        assertThat(sent(service, ada, database).trace().getString("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldRefuseForWhoeverHasTheNumberUntilOneOfThemAllowsItOrItIsTakenBack() {
        var ada = somebody("Ada");
        var bob = somebody("Bob");
        ada.agreesTo("offers", "sms");
        bob.agreesTo("offers", "sms").identifies(Map.of("phone", trait(ada, "phone")));
        var offers = journey(words(), "sms", "offers");

        incoming(ada, "STOP", "SMshared" + ada.userId().hashCode());

        assertThat(stopped(ada)).containsExactly("sms stop-word");
        assertThat(sent(offers, bob, database).trace().getString("reason")).isEqualTo("address-refused");
        var service = sent(journey(words(), "sms", SERVICE), bob, database);
        assertThat(service.trace().getString("status")).as("asked for").isEqualTo("ACCEPTED");

        bob.agreesTo("offers", "any");
        var general = journey(words(), "sms", "offers");
        assertThat(sent(general, bob, database).trace().getString("reason"))
                .as("not by its name")
                .isEqualTo("address-refused");
        bob.agreesTo("offers", "sms");
        // told once more
        incoming(ada, "STOP", "SMshared" + ada.userId().hashCode());
        var allowed = journey(words(), "sms", "offers");
        assertThat(sent(allowed, bob, database).trace().getString("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldKeepARefusalOfANumberThatNobodyIsKnownBy() {
        var ada = somebody("Ada");
        var heir = somebody("Bob").agreesTo("offers", "sms");
        var number = trait(ada, "phone");
        given().delete("/api/profiles/{id}", database.profileOf(ada))
                .then()
                .statusCode(org.hamcrest.Matchers.oneOf(200, 202, 204));

        incoming(number, "STOP", "SMnobody" + ada.userId().hashCode());

        heir.identifies(Map.of("phone", number));
        assertThat(sent(journey(words(), "sms", "offers"), heir, database)
                        .trace()
                        .getString("reason"))
                .isEqualTo("address-refused");
        assertThat(stopped(heir)).containsExactly("sms stop-word");
        incoming(number, "START", "SMnobodyback" + ada.userId().hashCode());
        assertThat(stopped(heir)).isEmpty();
        assertThat(sent(journey(words(), "sms", "offers"), heir, database)
                        .trace()
                        .getString("status"))
                .isEqualTo("ACCEPTED");
    }

    @Test
    void shouldStopTheChannelWhileTheAccountIsBlockedInWhateverOrderThatIsTold() {
        var ada = somebody("Ada");
        var now = clock.millis();

        line(ada, "follow", "E3", now - 1_000);
        line(ada, "unfollow", "E2", now - 2_000);
        assertThat(stopped(ada)).isEmpty();

        line(ada, "unfollow", "E4", now);
        assertThat(stopped(ada)).containsExactly("line person-left");
        line(ada, "follow", "E5", now + 60_000_000);
        assertThat(stopped(ada)).as("a clock that runs ahead counts as now").isEmpty();
    }

    @Test
    void shouldStopAnAddressThatMailComesBackFromForGood() {
        var ada = somebody("Ada");
        var message = sent(journey(words(), "email", SERVICE), ada, database);

        Callbacks.email(
                        Reports.bounce(message, "5.1.1", clock.instant()),
                        clock.real().instant())
                .then()
                .statusCode(204);

        assertThat(message.receipts()).containsExactly("BOUNCED 5.1.1");
        assertThat(message.events()).containsExactly("Email Bounced");
        assertThat(stopped(ada)).containsExactly("email hard-bounce");
    }

    @Test
    void shouldKeepWritingToAMailboxThatIsFullOrToAServerThatDislikesUs() {
        var ada = somebody("Ada");
        var message = sent(journey(words(), "email", SERVICE), ada, database);

        for (var status : List.of("4.4.1", "5.2.2", "5.7.1")) {
            Callbacks.email(
                    Reports.bounce(message, status, clock.instant()),
                    clock.real().instant());
        }

        assertThat(message.receipts()).containsExactly("BOUNCED 4.4.1", "BOUNCED 5.2.2", "BOUNCED 5.7.1");
        assertThat(stopped(ada)).isEmpty();
    }

    @Test
    void shouldKnowAMailByTheHeadersThatComeBackWhereTheAddressIsLost() {
        var message = sent(journey(words(), "email", SERVICE), somebody("Ada"), database);

        Callbacks.email(
                        Reports.complaint(message, clock.instant()),
                        clock.real().instant())
                .then()
                .statusCode(204);

        assertThat(message.receipts()).containsExactly("COMPLAINED");
        assertThat(message.events()).containsExactly("Email Marked as Spam");
        assertThat(stopped(message.person())).containsExactly("email complaint");
    }

    @Test
    void shouldSayNothingOfSomebodyWhoWasErased() {
        var ada = somebody("Ada");
        var message = sent(journey(words(), "sms", SERVICE), ada, database);
        var profile = database.profileOf(ada);
        given().delete("/api/profiles/{id}", profile).then().statusCode(org.hamcrest.Matchers.oneOf(200, 202, 204));

        smsStatus(message, "undelivered", "30005");

        assertThat(message.receipts()).isEmpty();
        assertThat(database.number("select count(*) from suppressed_address where profile_id = ?", profile))
                .isZero();
        assertThat(database.texts("select coalesce(address_digest, '-') from message where id = ?", message.id()))
                .containsExactly("-");
    }

    /** A journey that sends something and waits for what becomes of it. */
    static Drawing waitingFor(String event, String channel) {
        return aJourney()
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Happened", event, "")
                .timer("Silence", "P30D")
                .end("EndHappened", "Happened")
                .end("EndSilence", "Silence")
                .path("Start", "Listen", "Gate", "Happened", "EndHappened")
                .path("Gate", "Silence", "EndSilence")
                .published();
    }

    private void smsStatus(Mailing message, String status, String code) {
        database.run("update message set provider_id = ? where id = ?", "SM" + message.id(), message.id());
        Callbacks.sms(
                        "/v1/callbacks/sms/status",
                        Map.of("MessageSid", "SM" + message.id(), "MessageStatus", status, "ErrorCode", code))
                .then()
                .statusCode(204);
    }

    private void incoming(Person person, String body, String id) {
        incoming(trait(person, "phone"), body, id);
    }

    private void incoming(String number, String body, String id) {
        Callbacks.sms(
                        "/v1/callbacks/sms/incoming",
                        Map.of("MessageSid", id.replace("-", ""), "From", number, "Body", body))
                .then()
                .statusCode(200);
    }

    private void line(Person person, String type, String id, long at) {
        Callbacks.line("""
                        {"destination": "x", "events": [{"type": "%s", "webhookEventId": "%s", "timestamp": %d,
                         "source": {"type": "user", "userId": "%s"}}]}
                        """.formatted(type, id + person.userId().hashCode(), at, trait(person, "lineId")))
                .then()
                .statusCode(204);
    }

    private String trait(Person person, String name) {
        return database.text("select traits ->> ? from profile where id = ?", name, database.profileOf(person));
    }

    private List<String> stopped(Person person) {
        return given().get("/api/profiles/{id}/suppression/addresses", database.profileOf(person))
                .jsonPath()
                .getList("items.collect { it.channel + ' ' + it.reason }");
    }
}
