package dev.waymark.channel.whatsapp;

import static dev.waymark.testing.Drawing.oneSend;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.channel.http.Json;
import dev.waymark.channel.http.ProviderSimulator;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Through the whole application to the Cloud API, and beside it to Messenger, which is not set up. */
@WaymarkTest
@DisplayName("A message in WhatsApp")
class WhatsAppSendTest {

    @ConfigProperty(name = "waymark.whatsapp.url")
    URI address;

    @Inject
    Database database;

    private ProviderSimulator whatsApp;

    @BeforeEach
    void listen() throws IOException {
        whatsApp = new ProviderSimulator(address.getPort())
                .accepting(request ->
                        new ProviderSimulator.Told(200, Map.of(), "{\"messages\": [{\"id\": \"wamid.HBgL=\"}]}"));
    }

    @AfterEach
    void stop() {
        whatsApp.close();
    }

    @Test
    void shouldBeApprovedWordsWithThePersonsValuesInTheirPlaces() {
        // given
        var ada = Person.somebody()
                .identifies(Map.of("firstName", "Ada\nLovelace", "whatsapp", "081 234 5678", "locale", "th-TH"));

        // when
        var message = sent(ada, "thank-you", "whatsapp,line,email");

        // then
        assertThat(message.getString("channel")).isEqualTo("whatsapp");
        assertThat(message.getString("status")).isEqualTo("ACCEPTED");
        var body = whatsApp.asked().getFirst().body();
        assertThat(Json.text(body, "/to")).isEqualTo("+66812345678");
        assertThat(Json.text(body, "/template/name")).isEqualTo("order_thanks");
        assertThat(Json.text(body, "/template/language/code")).isEqualTo("th");
        assertThat(Json.text(body, "/template/components/0/parameters/0/text")).isEqualTo("Ada Lovelace");
        assertThat(Json.text(body, "/template/components/0/parameters/1/text")).contains("02 123 4567");
        assertThat(Json.text(body, "/biz_opaque_callback_data")).isEqualTo(message.getString("id"));
        assertThat(database.text(
                        "select provider_id from message where id = ?", UUID.fromString(message.getString("id"))))
                .isEqualTo("wamid.HBgL=");
    }

    @Test
    void shouldNotBeTriedByANumberThatNobodyHasCalledOneOfWhatsApp() {
        var ben = Person.somebody()
                .identifies(Map.of("firstName", "Ben", "phone", "081 234 5678", "email", "ben@example.org"));

        assertThat(sent(ben, "thank-you", "whatsapp,email").getString("channel"))
                .isEqualTo("email");
        assertThat(whatsApp.asked()).isEmpty();
    }

    @Test
    void shouldBeUnknownWhereTheAnswerIsLost() {
        whatsApp.behave(ProviderSimulator.Mode.ACCEPT_AND_DROP);
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada", "whatsapp", "081 234 5679"));

        assertThat(sent(ada, "thank-you", "whatsapp").getString("status")).isEqualTo("UNKNOWN");
        assertThat(whatsApp.taken()).isOne();
    }

    @Test
    void shouldBeSeenBeforehand() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));

        given().get("/api/templates/thank-you/preview?channel=whatsapp&userId=" + ada.userId())
                .then()
                .statusCode(200)
                .body("text", containsString("Hi Ada, thank you for your order."))
                .body("approved.name", equalTo("order_thanks"))
                .body("approved.language", equalTo("en"))
                .body("approved.values[0]", equalTo("Ada"));
    }

    @Test
    void shouldLeaveMessengerToTheMailboxWhileItIsNotSetUpAndToConsentLikeEveryChannel() {
        // given
        var ada = Person.somebody()
                .identifies(Map.of("firstName", "Ada", "messengerId", "1254477777772919", "email", "ada@example.org"));

        // when
        var message = sent(ada, "thanks-again", "messenger,email");

        // then
        assertThat(message.getString("channel")).isEqualTo("messenger");
        assertThat(database.text(
                        "select channel || ' ' || recipient from mailbox_mail where message_id = ?",
                        UUID.fromString(message.getString("id"))))
                .isEqualTo("messenger 1254477777772919");
        ada.says("onboarding", "messenger", false);
        assertThat(sentAbout("onboarding", ada, "thanks-again", "messenger,email")
                        .getString("channel"))
                .isEqualTo("email");
    }

    private static JsonPath sent(Person person, String template, String roads) {
        return sentAbout("order-service", person, template, roads);
    }

    private static JsonPath sentAbout(String topic, Person person, String template, String roads) {
        var journey = oneSend(template, roads, topic).published();
        journey.enrols(person);
        journey.awaitOutcome(person, "done");
        var enrolment = journey.enrolmentsOf(person).getFirst().get("id");
        var trace = given().get("/api/enrolments/{id}/trace", enrolment).jsonPath();
        trace.setRootPath("messages[0]");
        return trace;
    }
}
