package dev.waymark.message;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Meta shows by a signature that it calls, and is shown by a word that the address is ours. */
@WaymarkTest
@DisplayName("What comes from Meta")
class MetaForgeryTest {

    private static final String NOTHING = "{\"object\": \"page\", \"entry\": []}";

    /** Somebody has written to the page: leaves a row behind, if it is believed. */
    private static final String SOMETHING = """
            {"object": "page", "entry": [{"messaging": [{"sender": {"id": "%s"}, "timestamp": 1458692752478,
             "message": {"mid": "m_forged", "text": "hello"}}]}]}
            """;

    @Inject
    Database database;

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "messenger"})
    void shouldBeAskedForOnlyByWhoKnowsTheWord(String channel) {
        Callbacks.metaAsks(channel, "1158201444")
                .then()
                .statusCode(200)
                .contentType(startsWith("text/plain"))
                .body(equalTo("1158201444"));

        forbidden(Callbacks.metaAsks(channel, "subscribe", "the-word-agree", "1"));
        forbidden(Callbacks.metaAsks(channel, "subscribe", "", "1"));
        forbidden(Callbacks.metaAsks(channel, "unsubscribe", "the-word-agreed", "1"));
        forbidden(Callbacks.metaAsks(channel, "subscribe", "the-word-agreed", "a b"));
        forbidden(Callbacks.metaAsks(channel, "subscribe", "the-word-agreed", "1".repeat(257)));
        forbidden(given().get("/v1/callbacks/" + channel));
    }

    private static void forbidden(Response response) {
        response.then()
                .statusCode(403)
                .contentType("application/problem+json")
                .body("code", equalTo("verify-token-wrong"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "messenger"})
    void shouldBeRefusedUnlessItIsSignedByTheSecretOfItsApp(String channel) {
        var sound = Callbacks.metaSignature(channel, NOTHING);
        var other = channel.equals("whatsapp") ? "messenger" : "whatsapp";

        refused(Callbacks.meta(channel, NOTHING, ""));
        refused(Callbacks.meta(channel, NOTHING, sound.toUpperCase(Locale.ROOT)));
        refused(Callbacks.meta(channel, NOTHING, sound.substring("sha256=".length())));
        refused(Callbacks.meta(channel, NOTHING, "sha256=" + "0".repeat(64)));
        refused(Callbacks.meta(channel, NOTHING, Callbacks.metaSignature(other, NOTHING)));
        refused(Callbacks.meta(channel, NOTHING + " ", sound));
        refused(given().contentType("application/json").body(NOTHING).post("/v1/callbacks/" + channel));

        Callbacks.meta(channel, NOTHING, sound).then().statusCode(200);
    }

    @ParameterizedTest
    @ValueSource(strings = {"whatsapp", "messenger"})
    void shouldBeReadNoFurtherThanItMayBeAndAsNothingElse(String channel) {
        var most = 3 * 1024 * 1024;

        Callbacks.meta(channel, NOTHING + " ".repeat(most - NOTHING.length()))
                .then()
                .statusCode(200);
        Callbacks.meta(channel, NOTHING + " ".repeat(most - NOTHING.length() + 1))
                .then()
                .statusCode(413);
        Callbacks.meta(channel, "no JSON").then().statusCode(400);
        Callbacks.meta(channel, "[]").then().statusCode(400);
        given().contentType("text/plain")
                .body(NOTHING)
                .post("/v1/callbacks/" + channel)
                .then()
                .statusCode(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "sha256=", "sha1=0"})
    void shouldLeaveNothingBehindWhereItIsRefused(String signature) {
        var before = database.number("select count(*) from last_heard");
        var body = SOMETHING.formatted(MetaPosts.somebodysId());

        refused(Callbacks.meta("messenger", body, signature));
        refused(Callbacks.meta("messenger", body, Callbacks.metaSignature("whatsapp", body)));

        assertThat(database.number("select count(*) from last_heard")).isEqualTo(before);
        Callbacks.meta("messenger", body).then().statusCode(200);
        assertThat(database.number("select count(*) from last_heard")).isEqualTo(before + 1);
    }

    private static void refused(Response response) {
        response.then().statusCode(401);
    }
}
