package dev.waymark.message;

import static dev.waymark.message.MetaPosts.event;
import static dev.waymark.message.MetaPosts.messengerTells;
import static dev.waymark.message.MetaPosts.page;
import static dev.waymark.message.MetaPosts.post;
import static dev.waymark.message.MetaPosts.tells;
import static dev.waymark.message.MetaPosts.words;
import static dev.waymark.message.ReceiptTest.waitingFor;
import static dev.waymark.testing.Drawing.oneSend;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import dev.waymark.support.BusinessClock;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta tells by HTTP, signed, what became of messages and that people wrote to the page, which opens it for a day. */
@WaymarkTest
@DisplayName("What Messenger tells")
class MessengerCallbackTest {

    private static final String SERVICE = "order-service";

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    private String id;
    private Person ada;

    @BeforeEach
    void meet() {
        id = MetaPosts.somebodysId();
        ada = Person.somebody()
                .identifies(Map.of("firstName", "Ada", "email", UUID.randomUUID() + "@example.org", "messengerId", id));
    }

    @Test
    void shouldBeKnownOfTheMessagesThatAreNamed() {
        var before = clock.instant();
        letPass("PT1S");
        var first = sent("messenger", SERVICE);
        var second = sent("messenger", SERVICE);
        called(first, "mid." + first.id());
        called(second, "m_" + second.id());

        for (var i = 0; i < 2; i++) {
            tellsOfMids("m_" + second.id(), before);
        }

        assertThat(second.receipts()).containsExactly("DELIVERED");
        assertThat(second.events()).containsExactly("Messenger Delivered");
        assertThat(first.receipts()).isEmpty();
    }

    @Test
    void shouldBeKnownByTheMomentWhereTheNameCameTooEarly() {
        var first = sent("messenger", SERVICE);
        var between = clock.instant();
        letPass("PT1S");
        var second = sent("messenger", SERVICE);

        tellsOfMids("m_nobodys", between);

        assertThat(first.receipts()).containsExactly("DELIVERED");
        assertThat(second.receipts()).isEmpty();
    }

    @Test
    void shouldBeKnownByAWatermarkOfWhatMetaHadTakenByThen() {
        var first = sent("messenger", SERVICE);
        var between = clock.instant();
        letPass("PT1S");
        var second = sent("messenger", SERVICE);

        tellsOf("delivery", between);
        assertThat(first.receipts()).containsExactly("DELIVERED");

        tellsOf("read", between);
        tellsOf("read", between);
        assertThat(first.receipts()).containsExactly("DELIVERED", "OPENED");
        assertThat(first.events()).containsExactly("Messenger Delivered", "Messenger Opened");
        assertThat(second.receipts()).isEmpty();

        tellsOf("read", clock.instant());
        assertThat(second.receipts()).containsExactly("DELIVERED", "OPENED");
        tellsOf("delivery", clock.instant());
        assertThat(second.receipts()).containsExactly("DELIVERED", "OPENED");
    }

    @Test
    void shouldSayNothingOfMessagesToOthersByAWatermark() {
        var message = sent("messenger", SERVICE);

        messengerTells(event(
                MetaPosts.somebodysId(), clock.instant(), "\"read\": {\"watermark\": %d}".formatted(clock.millis())));

        assertThat(message.receipts()).isEmpty();
    }

    @Test
    void shouldBeAReplyThatAJourneyWaitsForAndNotWhatThePageSaid() {
        var message = sent("messenger", SERVICE);
        var journey = waitingFor("Messenger Replied", "messenger");
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");

        messengerTells(event(
                id,
                clock.instant(),
                "\"message\": {\"mid\": \"m_echo%s\", \"is_echo\": true, \"text\": \"Hi\"}".formatted(message.id())));
        assertThat(message.receipts()).isEmpty();
        assertThat(heard()).isEmpty();
        var hello = words(id, clock.instant(), "m_hello" + message.id(), "Hello");
        messengerTells(hello, hello);
        messengerTells(hello);

        journey.awaitOutcome(ada, "happened");
        assertThat(database.texts("select kind from receipt where profile_id = ? order by 1", database.profileOf(ada)))
                .containsExactly("REPLIED");
    }

    @Test
    void shouldBeAReplyByAButtonAndWhileAnotherAppTalksToThePerson() {
        var message = sent("messenger", SERVICE);
        var at = clock.instant();
        var button = event(id, at, "\"postback\": {\"title\": \"Get started\", \"payload\": \"x\"}");

        tells("messenger", post("page", page("standby", button)));
        assertThat(message.receipts()).containsExactly("REPLIED");
        tells("messenger", post("page", page("messaging", button)));

        assertThat(message.receipts()).containsExactly("REPLIED");
        assertThat(heard()).hasValue(at.truncatedTo(ChronoUnit.MILLIS));
    }

    @Test
    void shouldBeANoToEverythingThatCanBeRefusedThere() {
        ada.agreesTo("offers", "messenger");
        var message = sent("messenger", "offers");

        messengerTells(words(id, clock.instant(), "m_stop" + message.id(), "ยกเลิก"));

        assertThat(message.events()).containsExactly("Unsubscribed");
        var offers = sending("messenger", "offers");
        offers.enrols(ada);
        assertThat(offers.enrolmentsOf(ada)).isEmpty();
    }

    @Test
    void shouldBeTakenApartFromWhatCannotBeRead() {
        var message = sent("messenger", SERVICE);
        var good = words(id, clock.instant(), "m_good" + message.id(), "Hello");

        List<String> said;
        try (var log = new ToldInLog("dev.waymark.message.callback.MetaPost")) {
            tells(
                    "messenger",
                    post(
                            "page",
                            "true",
                            page(
                                    "messaging",
                                    "[]",
                                    words("nobody", clock.instant(), "m_x", "secret"),
                                    event(id, clock.instant(), "\"message\": {\"text\": \"no id\"}"),
                                    event(id, clock.instant(), "\"read\": {\"watermark\": \"late\"}"),
                                    event(id, clock.instant(), "\"optin\": {\"type\": \"else\"}"),
                                    good)));
            said = log.lines();
        }

        assertThat(message.receipts()).containsExactly("REPLIED");
        assertThat(said).containsExactly("callback is read in part, the rest is skipped channel=messenger skipped=5");
    }

    @Test
    void shouldOpenThePageForADayAfterWhichTheNextChannelIsTaken() {
        wroteAt(clock.instant());
        letPass("PT23H");
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("messenger ACCEPTED");

        letPass("PT1H");
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("email ACCEPTED");
        var alone = sent("messenger", SERVICE);
        assertThat(channelOf(alone)).isEqualTo("messenger SKIPPED");
        assertThat(alone.trace().getString("reason")).isEqualTo("messenger-window-closed");

        wroteAt(clock.instant());
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("messenger ACCEPTED");
    }

    @Test
    void shouldOpenItFromTheLastMessageInWhateverOrderTheyAreTold() {
        var now = clock.instant();

        wroteAt(now.minus(Duration.ofHours(30)));
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("email ACCEPTED");
        wroteAt(now);
        wroteAt(now.minus(Duration.ofHours(25)));
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("messenger ACCEPTED");

        // by a clock that runs ahead
        wroteAt(clock.instant().plus(Duration.ofDays(30)));
        letPass("PT24H");
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("email ACCEPTED");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"reaction\": {\"reaction\": \"love\", \"action\": \"react\", \"mid\": \"m_x\"}",
                "\"referral\": {\"ref\": \"spring\", \"source\": \"SHORTLINK\", \"type\": \"OPEN_THREAD\"}",
                "\"optin\": {\"ref\": \"spring\"}"
            })
    void shouldOpenItByWhatIsNoReply(String done) {
        wroteAt(clock.instant().minus(Duration.ofHours(48)));
        messengerTells(event(id, clock.instant(), done));

        var message = sent("messenger,email", SERVICE);

        assertThat(channelOf(message)).isEqualTo("messenger ACCEPTED");
        assertThat(message.receipts()).isEmpty();
    }

    @Test
    void shouldLeaveItToMetaWhereNothingIsKnown() {
        assertThat(channelOf(sent("messenger,email", SERVICE))).isEqualTo("messenger ACCEPTED");

        var unheard = new ReplyWindow(null, null, clock, Optional.empty());
        assertThat(unheard.refusal("messenger", id)).isEmpty();
    }

    @Test
    void shouldBeForgottenWithThePersonAtEveryIdTheyHad() {
        wroteAt(clock.instant());
        sent("messenger", SERVICE);
        var before = id;
        id = MetaPosts.somebodysId();
        ada.identifies(Map.of("messengerId", id));
        wroteAt(clock.instant());

        given().delete("/api/profiles/{id}", database.profileOf(ada)).then().statusCode(oneOf(200, 202, 204));

        assertThat(heard()).isEmpty();
        id = before;
        assertThat(heard()).isEmpty();
    }

    private void wroteAt(Instant at) {
        messengerTells(words(id, at, "m_" + UUID.randomUUID(), "Hello"));
    }

    private void tellsOf(String what, Instant watermark) {
        messengerTells(
                event(id, clock.instant(), "\"%s\": {\"watermark\": %d}".formatted(what, watermark.toEpochMilli())));
    }

    private void tellsOfMids(String mid, Instant watermark) {
        messengerTells(event(id, clock.instant(), """
                "delivery": {"mids": ["%s", 7, "m_unknown"], "watermark": %d}
                """.formatted(mid, watermark.toEpochMilli())));
    }

    private void called(Mailing message, String mid) {
        database.run("update message set provider_id = ? where id = ?", mid, message.id());
    }

    private Optional<Instant> heard() {
        return database
                .texts(
                        "select to_char(at at time zone 'UTC', 'YYYY-MM-DD\"T\"HH24:MI:SS.MS\"Z\"') from last_heard"
                                + " where address_digest = encode(sha256(convert_to(?, 'UTF8')), 'hex')",
                        "messenger:" + id)
                .stream()
                .map(Instant::parse)
                .findFirst();
    }

    private String channelOf(Mailing message) {
        return message.trace().getString("channel") + " " + message.trace().getString("status");
    }

    private Mailing sent(String roads, String topic) {
        return Mailing.sent(sending(roads, topic), ada, database);
    }

    private static Drawing sending(String roads, String topic) {
        return oneSend("thanks-again", roads, topic).published();
    }
}
