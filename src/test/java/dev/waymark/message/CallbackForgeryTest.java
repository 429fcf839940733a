package dev.waymark.message;

import static dev.waymark.message.Mailing.journey;
import static dev.waymark.message.Mailing.sent;
import static dev.waymark.message.Mailing.somebody;
import static dev.waymark.message.Mailing.words;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.support.BusinessClock;
import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

/** Whatever is not signed as the provider signs it is refused, and leaves nothing behind. */
@WaymarkTest
@DisplayName("A callback that nobody has signed")
class CallbackForgeryTest {

    private static final String STATUS = "/v1/callbacks/sms/status";

    @Inject
    Database database;

    @Inject
    BusinessClock clock;

    @Test
    void shouldBeRefusedOfShortMessages() {
        var message = sent(journey(words(), "sms", "order-service"), somebody("Ada"), database);
        database.run("update message set provider_id = 'SMforged' where id = ?", message.id());
        var form = Map.of("MessageSid", "SMforged", "MessageStatus", "delivered");
        var sound = Callbacks.smsSignature(STATUS, form);

        refused(Callbacks.sms(STATUS, form, ""));
        refused(Callbacks.sms(STATUS, form, sound.toLowerCase(Locale.ROOT)));
        refused(Callbacks.sms(STATUS + "?m=x", form, sound));
        refused(Callbacks.sms(STATUS, Map.of("MessageSid", "SMforged", "MessageStatus", "failed"), sound));
        refused(Callbacks.sms("/v1/callbacks/sms/incoming", form, sound));
        refused(given().contentType("application/x-www-form-urlencoded")
                .body("MessageSid=SMforged&MessageStatus=delivered")
                .post(STATUS));

        assertThat(message.receipts()).isEmpty();
        Callbacks.sms(STATUS, form, sound).then().statusCode(204);
        assertThat(message.receipts()).containsExactly("DELIVERED");
    }

    @Test
    void shouldBeRefusedOfLine() {
        var body = "{\"events\": []}";

        refused(Callbacks.line(body, ""));
        refused(Callbacks.line(body, Callbacks.lineSignature(body + " ")));
        refused(Callbacks.line("{\"events\":[]}", Callbacks.lineSignature(body)));
        refused(given().contentType("application/json").body(body).post("/v1/callbacks/line"));

        Callbacks.line(body).then().statusCode(204);
    }

    @Test
    void shouldBeReadNoFurtherThanItMayBe() {
        var tooLong = "x".repeat(1024 * 1024 + 1);

        Callbacks.line(tooLong).then().statusCode(413);
        Callbacks.email(tooLong.repeat(4), clock.real().instant()).then().statusCode(413);
    }

    @Test
    void shouldBeRefusedOfMailAlsoWhereItIsOldOrFromTheFuture() {
        var message = sent(journey(words(), "email", "order-service"), somebody("Ada"), database);
        var now = clock.real().instant();
        var mail = Reports.bounce(message, "5.1.1", now);
        var old = now.minus(Duration.ofMinutes(6));
        var early = now.plus(Duration.ofMinutes(6));

        refused(Callbacks.email(mail, "id", now, "v1,AAAA"));
        refused(Callbacks.email(mail, "id", now, Callbacks.emailSignature(mail, "other", now)));
        refused(Callbacks.email(mail + " ", "id", now, Callbacks.emailSignature(mail, "id", now)));
        refused(Callbacks.email(mail, "id", now, Callbacks.emailSignature(mail, "id", old)));
        refused(Callbacks.email(mail, old));
        refused(Callbacks.email(mail, early));
        refused(given().contentType("message/rfc822").body(mail.getBytes()).post("/v1/callbacks/email"));

        assertThat(message.receipts()).isEmpty();
        Callbacks.email(mail, "id", now, "v1,AAAA " + Callbacks.emailSignature(mail, "id", now))
                .then()
                .statusCode(204);
        assertThat(message.receipts()).containsExactly("BOUNCED 5.1.1");
    }

    @Test
    void shouldBeRefusedAsAnotherKindOfContent() {
        for (var type : List.of("application/json", "text/plain", "application/octet-stream")) {
            given().contentType(type).body(new byte[] {120}).post(STATUS).then().statusCode(415);
            given().contentType(type)
                    .body(new byte[] {120})
                    .post("/v1/callbacks/email")
                    .then()
                    .statusCode(415);
        }
    }

    @Test
    void shouldNotNameAMessageByATokenThatIsNotOurs() {
        var message = sent(journey(words(), "email", "order-service"), somebody("Ada"), database);
        var token = message.header("X-Waymark-Message");
        var forged = Reports.bounce(message, "5.1.1", clock.instant())
                .replace(token, (token.startsWith("0") ? "1" : "0") + token.substring(1));

        Callbacks.email(forged, clock.real().instant()).then().statusCode(204);
        Callbacks.email("Subject: hello\r\n\r\nNo report.", clock.real().instant())
                .then()
                .statusCode(422);

        assertThat(message.receipts()).isEmpty();
    }

    private static void refused(Response response) {
        response.then().statusCode(401);
    }
}
