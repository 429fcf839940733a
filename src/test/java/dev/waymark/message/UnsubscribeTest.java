package dev.waymark.message;

import static dev.waymark.message.Mailing.browser;
import static dev.waymark.message.Mailing.journey;
import static dev.waymark.message.Mailing.sent;
import static dev.waymark.message.Mailing.somebody;
import static dev.waymark.message.Mailing.words;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** RFC 8058: a POST acts at once, looking changes nothing. */
@WaymarkTest
@DisplayName("Unsubscribing by a link")
class UnsubscribeTest {

    @Inject
    Database database;

    @Test
    void shouldBeOfferedInTheHeadersOfWhatCanBeRefusedOnly() {
        var offer = offerTo(somebody("Ada"));
        var service = sent(journey(words(), "email", "order-service"), somebody("Ben"), database);

        assertThat(offer.header("List-Unsubscribe")).isEqualTo("<" + Callbacks.ADDRESS + offer.unsubscribePath() + ">");
        assertThat(offer.header("List-Unsubscribe-Post")).isEqualTo("List-Unsubscribe=One-Click");
        assertThat(service.header("List-Unsubscribe")).isEmpty();
        browser()
                .get(service.unsubscribePath())
                .then()
                .statusCode(200)
                .body(containsString("something you asked for"), not(containsString("<form")));
        browser().post(service.unsubscribePath());
        assertThat(service.receipts()).isEmpty();
    }

    @Test
    void shouldActAtOnceForAMailProgram() {
        var ada = somebody("Ada");
        var message = offerTo(ada);

        for (var i = 0; i < 2; i++) {
            given().contentType("application/x-www-form-urlencoded")
                    .body("List-Unsubscribe=One-Click")
                    .post(message.unsubscribePath())
                    .then()
                    .statusCode(200);
        }

        assertThat(allows(ada)).isFalse();
        assertThat(message.receipts()).containsExactly("UNSUBSCRIBED");
        assertThat(message.events()).containsExactly("Unsubscribed");
        var next = journey(words(), "email", "offers");
        next.enrols(ada);
        assertThat(next.enrolmentsOf(ada))
                .as("who allows nothing is not let in")
                .isEmpty();
        assertThat(records(ada)).isEqualTo(2);
    }

    @Test
    void shouldTakeAFormOfSeveralPartsAndOneFromAnotherPage() {
        var ada = somebody("Ada");
        var message = offerTo(ada);

        given().header("Origin", Callbacks.ADDRESS)
                .multiPart("List-Unsubscribe", "One-Click")
                .post(message.unsubscribePath())
                .then()
                .statusCode(200);

        assertThat(allows(ada)).isFalse();
    }

    @Test
    void shouldChangeNothingByLooking() {
        var ada = somebody("Ada");
        var message = offerTo(ada);
        var path = message.unsubscribePath();

        browser().get(path).then().statusCode(200).body(containsString("Unsubscribe?"), containsString("<form"));
        browser().head(path).then().statusCode(200);
        browser().header("X-HTTP-Method-Override", "POST").get(path);
        browser().get(path + "?_method=POST");
        browser().get(path + "/undo");
        browser().put(path);
        browser().delete(path);

        assertThat(allows(ada)).isTrue();
        assertThat(message.receipts()).isEmpty();
    }

    @Test
    void shouldSpeakThePersonsLanguage() {
        var somchai = somebody("สมชาย").identifies(Map.of("locale", "th"));
        var message = offerTo(somchai);

        browser()
                .get(message.unsubscribePath())
                .then()
                .body(containsString("lang=\"th\""), containsString("ยกเลิกรับข้อความ"));
    }

    @Test
    void shouldBeUndoneByTheSameLinkUntilSomethingElseIsSaid() {
        var ada = somebody("Ada");
        var message = offerTo(ada);
        var path = message.unsubscribePath();
        browser().post(path).then().body(containsString("You are unsubscribed"), containsString("/undo\""));

        browser().post(path + "/undo").then().statusCode(200).body(containsString("Unsubscribe?"));
        assertThat(allows(ada)).isTrue();

        browser().post(path);
        ada.says("offers", "email", false);
        browser().post(path + "/undo").then().body(not(containsString("/undo\"")));

        assertThat(allows(ada)).isFalse();
    }

    @Test
    void shouldKnowNoTokenButItsOwn() {
        var message = offerTo(somebody("Ada"));
        var token = message.unsubscribePath().substring(3);
        var link = message.paths("l").getFirst().substring(3);

        for (var foreign : new String[] {link, token.substring(1), token + "A", "sample", "x"}) {
            browser().post("/u/" + foreign).then().statusCode(404);
            browser().post("/u/" + foreign + "/undo").then().statusCode(404);
            browser().get("/u/" + foreign).then().statusCode(404);
        }

        assertThat(message.receipts()).isEmpty();
    }

    private Mailing offerTo(Person person) {
        person.agreesTo("offers");
        return sent(journey(words(), "email", "offers"), person, database);
    }

    private boolean allows(Person person) {
        return given().get("/api/profiles/{id}/consents", database.profileOf(person))
                .jsonPath()
                .getBoolean("items.find { it.topic == 'offers' && it.channel == 'email' }.given");
    }

    private long records(Person person) {
        return database.number("select count(*) from consent where profile_id = ?", database.profileOf(person));
    }
}
