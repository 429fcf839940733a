package dev.waymark.message;

import static dev.waymark.message.MetaPosts.change;
import static dev.waymark.message.MetaPosts.entry;
import static dev.waymark.message.MetaPosts.post;
import static dev.waymark.message.MetaPosts.status;
import static dev.waymark.message.MetaPosts.tells;
import static dev.waymark.message.MetaPosts.text;
import static dev.waymark.message.MetaPosts.value;
import static dev.waymark.message.MetaPosts.whatsAppBrings;
import static dev.waymark.message.MetaPosts.whatsAppBringsTo;
import static dev.waymark.message.MetaPosts.whatsAppTells;
import static dev.waymark.message.ReceiptTest.waitingFor;
import static dev.waymark.testing.Drawing.oneSend;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.oneOf;

import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.channel.http.ProviderSimulator.Mode;
import dev.waymark.support.BusinessClock;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Meta tells by HTTP, signed, what became of messages and what people wrote. */
@WaymarkTest
@DisplayName("What WhatsApp tells")
class WhatsAppCallbackTest {

    private static final String SERVICE = "order-service";

    @ConfigProperty(name = "waymark.whatsapp.url")
    URI address;

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    private ProviderSimulator whatsApp;

    @BeforeEach
    void listen() throws IOException {
        whatsApp = new ProviderSimulator(address.getPort())
                .accepting(request -> new ProviderSimulator.Told(
                        200, Map.of(), "{\"messages\": [{\"id\": \"wamid.%s=\"}]}".formatted(UUID.randomUUID())));
    }

    @AfterEach
    void stop() {
        whatsApp.close();
    }

    @Test
    void shouldBeKnownOfAMessageByTheIdItWasAcceptedUnderInWhateverOrderAndOnce() {
        var inOrder = sent(SERVICE, somebody());
        var shuffled = sent(SERVICE, somebody());
        var now = clock.instant();

        for (var status : List.of("sent", "delivered", "read")) {
            whatsAppTells(status(idOf(inOrder), status, now, ""));
        }
        for (var status : List.of("read", "sent", "delivered", "read", "delivered", "played")) {
            whatsAppTells(status(idOf(shuffled), status, now, ""));
        }

        assertThat(inOrder.receipts()).containsExactly("DELIVERED", "OPENED");
        assertThat(inOrder.events()).containsExactly("WhatsApp Delivered", "WhatsApp Opened");
        assertThat(shuffled.receipts()).isEqualTo(inOrder.receipts());
        assertThat(shuffled.events()).isEqualTo(inOrder.events());
    }

    @Test
    void shouldBeKnownAlsoWhereOnlyTheReadingIsTold() {
        var message = sent(SERVICE, somebody());

        whatsAppTells(status(idOf(message), "read", clock.instant(), ""));

        assertThat(message.receipts()).containsExactly("DELIVERED", "OPENED");
    }

    @Test
    void shouldSettleWhatNobodyCouldSayByTheNameWeGaveIt() {
        whatsApp.behave(Mode.ACCEPT_AND_DROP);
        var message = sent(SERVICE, somebody());
        assertThat(message.trace().getString("status")).isEqualTo("UNKNOWN");

        whatsAppTells(status(
                "wamid.never-heard",
                "delivered",
                clock.instant(),
                ", \"biz_opaque_callback_data\": \"%s\"".formatted(message.id())));

        assertThat(message.receipts()).containsExactly("DELIVERED");
        assertThat(message.trace().getString("status")).isEqualTo("ACCEPTED");
        assertThat(message.trace().getString("reason")).isEqualTo("proven-by-receipt");
    }

    @Test
    void shouldSayWhyItFailedAndStopNobodyForIt() {
        var ada = somebody();
        var message = sent(SERVICE, ada);
        var why = ", \"errors\": [{\"code\": 131026, \"title\": \"Message undeliverable\"}]";

        whatsAppTells(status(idOf(message), "failed", clock.instant(), why));
        whatsAppTells(status(idOf(message), "failed", clock.instant(), why));

        assertThat(message.receipts()).containsExactly("FAILED whatsapp-131026");
        assertThat(message.events()).containsExactly("WhatsApp Failed");
        assertThat(stopped(ada)).isEmpty();
    }

    @Test
    void shouldBeOfNoEffectOfAMessageThatIsNotOurs() {
        var byLine =
                Mailing.sent(Mailing.journey(Mailing.words(), "email", SERVICE), Mailing.somebody("Ada"), database);
        var before = database.number("select count(*) from receipt");

        whatsAppTells(status("wamid.of-another-app", "delivered", clock.instant(), ""));
        whatsAppTells(status(
                "wamid.of-another-app",
                "delivered",
                clock.instant(),
                ", \"biz_opaque_callback_data\": \"%s\"".formatted(byLine.id())));

        assertThat(database.number("select count(*) from receipt")).isEqualTo(before);
    }

    @Test
    void shouldBeTakenApartFromWhatCannotBeReadWhichIsSaidWithoutSayingOfWhom() {
        var first = sent(SERVICE, somebody());
        var last = sent(SERVICE, somebody());
        var now = clock.instant();
        var number = MetaPosts.somebodysNumber();

        List<String> said;
        try (var log = new ToldInLog("dev.waymark.message.callback.MetaPost")) {
            tells(
                    "whatsapp",
                    post(
                            "whatsapp_business_account",
                            entry(change(value("statuses", "1", status(idOf(first), "delivered", now, "")))),
                            "7",
                            "{\"changes\": \"none\"}",
                            entry(
                                    "{\"field\": \"account_update\", \"value\": 5}",
                                    change("\"nothing\""),
                                    change(value(
                                            "statuses",
                                            "1",
                                            "null",
                                            "{\"id\": 5, \"status\": \"delivered\", \"timestamp\": \"1\"}",
                                            "{\"id\": \"wamid.x\", \"status\": \"delivered\", \"timestamp\": \"soon\"}",
                                            status(idOf(last), "delivered", now, ""))),
                                    change("{\"messages\": [{\"from\": \"%s\", \"type\": \"text\"}]}"
                                            .formatted(number)))));
            said = log.lines();
        }

        assertThat(first.receipts()).containsExactly("DELIVERED");
        assertThat(last.receipts()).containsExactly("DELIVERED");
        assertThat(said).containsExactly("callback is read in part, the rest is skipped channel=whatsapp skipped=7");
    }

    @Test
    void shouldBeAReplyThatAJourneyWaitsForAlsoByAButton() {
        var ada = somebody();
        sent(SERVICE, ada);
        var journey = waitingFor("WhatsApp Replied", "whatsapp");
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");

        whatsAppBrings("""
                {"from": "%s", "id": "wamid.%s", "timestamp": "%d", "type": "button", "button": {"text": "Yes"}}
                """.formatted(
                numberOf(ada).substring(1), UUID.randomUUID(), clock.instant().getEpochSecond()));

        journey.awaitOutcome(ada, "happened");
        assertThat(replies(ada)).containsExactly("REPLIED");
    }

    @Test
    void shouldBeAReplyOfWhoeverIsKnownByTheNumberAlsoBeforeAnythingWasSent() {
        var number = MetaPosts.somebodysNumber();
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada", "phone", number));

        whatsAppBrings(text(number, "wamid." + number, clock.instant(), "Hello"));

        assertThat(replies(ada)).containsExactly("REPLIED");
    }

    @Test
    void shouldBeOneReplyHoweverOftenItIsToldAndNoneToAnotherNumber() {
        var ada = somebody();
        var message = sent(SERVICE, ada);
        var hello = text(numberOf(ada), "wamid." + message.id(), clock.instant(), "Hello");

        whatsAppBringsTo("5550783881", hello);
        assertThat(replies(ada)).isEmpty();

        whatsAppBrings(hello, hello);
        whatsAppBrings(hello);

        assertThat(message.receipts()).containsExactly("REPLIED");
        assertThat(message.events()).containsExactly("WhatsApp Replied");
    }

    @Test
    void shouldBeNoReplyWhereNobodyWroteAnything() {
        var ada = somebody();
        sent(SERVICE, ada);

        for (var type : List.of("reaction", "system", "request_welcome")) {
            whatsAppBrings("""
                    {"from": "%s", "id": "wamid.%s", "timestamp": "%d", "type": "%s"}
                    """.formatted(
                            numberOf(ada).substring(1),
                            UUID.randomUUID(),
                            clock.instant().getEpochSecond(),
                            type));
        }

        assertThat(replies(ada)).isEmpty();
    }

    @Test
    void shouldBeANoThatCountsByWhenItWasSaid() {
        var ada = somebody().agreesTo("offers", "whatsapp").agreesTo("offers", "email");
        var message = sent("offers", ada);
        var now = clock.instant();

        whatsAppBrings(text(numberOf(ada), "wamid.stop" + message.id(), now.minusSeconds(10), " stop. "));

        assertThat(message.events()).containsExactly("Unsubscribed");
        assertThat(stopped(ada)).containsExactly("whatsapp stop-word");
        var offers = sending("offers");
        offers.enrols(ada);
        assertThat(offers.enrolmentsOf(ada)).isEmpty();
        assertThat(sent(SERVICE, ada).trace().getString("status")).isEqualTo("ACCEPTED");

        // when an older word that takes it back comes late, and a later one after it
        whatsAppBrings(text(numberOf(ada), "wamid.early" + message.id(), now.minusSeconds(20), "START"));
        assertThat(stopped(ada)).containsExactly("whatsapp stop-word");
        whatsAppBrings(text(numberOf(ada), "wamid.start" + message.id(), now, "Start"));
        assertThat(stopped(ada)).isEmpty();
        whatsAppBrings(text(numberOf(ada), "wamid.stop" + message.id(), now.minusSeconds(10), " stop. "));
        assertThat(stopped(ada)).as("told again").isEmpty();
    }

    @Test
    void shouldBeANoForWhoeverIsReachedThereLater() {
        var number = MetaPosts.somebodysNumber();

        whatsAppBrings("""
                {"from": "%s", "id": "wamid.nobody%1$s", "timestamp": "%d", "type": "button",
                 "button": {"payload": "no", "text": "หยุด"}}
                """.formatted(number.substring(1), clock.instant().getEpochSecond()));

        var heir = Person.somebody()
                .identifies(Map.of("firstName", "Bob", "whatsapp", number))
                .agreesTo("offers", "email");
        heir.says("offers", "any", true);
        assertThat(sent("offers", heir).trace().getString("reason")).isEqualTo("address-refused");
        assertThat(whatsApp.asked()).isEmpty();
    }

    @Test
    void shouldBeOfNobodyWhoWasErasedAndLeaveNoNumberBehind() {
        var ada = somebody();
        var message = sent(SERVICE, ada);
        var wamid = idOf(message);
        var number = numberOf(ada);
        var profile = database.profileOf(ada);
        whatsAppBrings(text(number, wamid, clock.instant(), "Hello"));
        given().delete("/api/profiles/{id}", profile).then().statusCode(oneOf(200, 202, 204));

        whatsAppTells(status(wamid, "delivered", clock.instant(), ""));
        whatsAppBrings(text(number, "wamid.late" + message.id(), clock.instant(), "Hello"));

        assertThat(database.texts("select coalesce(provider_id, '-') from message where id = ?", message.id()))
                .containsExactly("-");
        assertThat(database.texts("select kind from receipt where profile_id = ? order by 1", profile))
                .containsExactly("REPLIED");
        assertThat(database.number("select count(*) from receipt r where r::text like ?", "%" + wamid + "%"))
                .as("Meta's id holds the number")
                .isZero();
    }

    private Person somebody() {
        return Person.somebody()
                .identifies(Map.of(
                        "firstName",
                        "Ada",
                        "email",
                        UUID.randomUUID() + "@example.org",
                        "whatsapp",
                        MetaPosts.somebodysNumber()));
    }

    private Mailing sent(String topic, Person person) {
        return Mailing.sent(sending(topic), person, database);
    }

    private static Drawing sending(String topic) {
        return oneSend("thank-you", "whatsapp", topic).published();
    }

    private String idOf(Mailing message) {
        return database.text("select provider_id from message where id = ?", message.id());
    }

    private String numberOf(Person person) {
        return database.text("select traits ->> 'whatsapp' from profile where id = ?", database.profileOf(person));
    }

    private List<String> replies(Person person) {
        return database.texts("select kind from receipt where profile_id = ?", database.profileOf(person));
    }

    private List<String> stopped(Person person) {
        return given().get("/api/profiles/{id}/suppression/addresses", database.profileOf(person))
                .jsonPath()
                .getList("items.collect { it.channel + ' ' + it.reason }");
    }
}
