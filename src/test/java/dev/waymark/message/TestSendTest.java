package dev.waymark.message;

import static dev.waymark.testing.WrittenTemplate.AUTHOR;
import static dev.waymark.testing.WrittenTemplate.as;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.channel.Channels;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** A template sent to a colleague: marked, counted nowhere, without a code. */
@WaymarkTest
class TestSendTest {

    @Inject
    Database database;

    @Inject
    Channels channels;

    @Test
    void shouldBeMarkedCountedNowhereAndBurnNoCode() {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada", "email", "ada@example.org"));
        var messages = database.text("select count(*) from message");

        // when
        var id = UUID.fromString(send("beginner-guide", ada, "colleague@example.org")
                .statusCode(200)
                .body("status", equalTo("ACCEPTED"))
                .body("subject", equalTo("[Test] Three small steps to get going"))
                .extract()
                .path("id"));

        // then
        assertThat(mail(id, "recipient")).isEqualTo("colleague@example.org");
        assertThat(mail(id, "subject")).startsWith("[Test] ");
        assertThat(mail(id, "text")).contains("Hi Ada,").contains("SAMPLE-CODE");
        assertThat(database.text("select count(*) from message")).isEqualTo(messages);
        assertThat(database.text("select count(*) from code where profile_id = ?", database.profileOf(ada)))
                .isEqualTo("0");
        assertThat(database.text(
                        "select actor || ' ' || (details ->> 'result') from audit_entry"
                                + " where action = 'template-tested' and details ->> 'test' = ?",
                        id.toString()))
                .isEqualTo("Mia accepted");
    }

    @Test
    void shouldBeForgottenWithThePersonItWasWrittenFrom() {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada", "email", "ada@example.org"));
        var id = UUID.fromString(
                send("thank-you", ada, "colleague@example.org").extract().path("id"));
        assertThat(mail(id, "text")).contains("Ada");
        var profile = database.profileOf(ada);

        // when
        given().delete("/api/profiles/{id}", profile).then().statusCode(200);

        // then
        assertThat(database.texts("select subject from mailbox_mail where message_id = ?", id))
                .isEmpty();
        send("thank-you", ada, "colleague@example.org").statusCode(422);
    }

    @Test
    void shouldNeedAnAddressAndAName() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));

        for (var address : List.of("nobody", "a@example.org, b@example.org", "a@example.org\r\nBcc: b@example.org")) {
            send("thank-you", ada, address)
                    .statusCode(422)
                    .body("code", equalTo("no-test-address"))
                    .body("pointer", equalTo("/address"));
        }
        given().contentType(ContentType.JSON)
                .body(Map.of("userId", ada.userId(), "address", "a@example.org"))
                .post("/api/templates/thank-you/test-sends")
                .then()
                .statusCode(400)
                .body("pointer", equalTo("X-Waymark-Actor"));
        as(AUTHOR)
                .contentType(ContentType.JSON)
                .body(Map.of("userId", ada.userId(), "adress", "a@example.org"))
                .post("/api/templates/thank-you/test-sends")
                .then()
                .statusCode(400)
                .body("code", startsWith("unreadable"));
        send("tv-popup", ada, "a@example.org").statusCode(422).body("code", equalTo("channel-sends-nothing"));
    }

    @Test
    void shouldGoToListedAddressesOnlyOnceThereIsAMailServer() {
        // given
        var email = channels.find("email").orElseThrow();
        var listed = Optional.of(List.of("Colleague@example.org", " other@example.org"));

        // then
        var withServer = new TestAddresses(listed, Optional.of("smtp.example.org"));
        assertThat(withServer.allow(email, "colleague@example.org")).isTrue();
        assertThat(withServer.allow(email, "other@example.org")).isTrue();
        assertThat(withServer.allow(email, "ada@example.org")).isFalse();
        var unset = new TestAddresses(Optional.empty(), Optional.of("smtp.example.org"));
        assertThat(unset.allow(email, "colleague@example.org")).isFalse();
        assertThat(new TestAddresses(Optional.empty(), Optional.empty()).allow(email, "ada@example.org"))
                .isTrue();
    }

    private static ValidatableResponse send(String template, Person person, String address) {
        return as(AUTHOR)
                .contentType(ContentType.JSON)
                .body(Map.of("userId", person.userId(), "address", address))
                .post("/api/templates/{key}/test-sends", template)
                .then();
    }

    private String mail(UUID id, String column) {
        return database.text("select " + column + " from mailbox_mail where message_id = ?", id);
    }
}
