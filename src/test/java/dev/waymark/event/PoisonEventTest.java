package dev.waymark.event;

import static dev.waymark.testing.Site.sends;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static io.restassured.RestAssured.given;
import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** F18: an event that cannot be stored is kept aside with its reason, and its neighbours know nothing of it. */
@WaymarkTest
class PoisonEventTest {

    private static final String UNICODE =
            "Expected valid Unicode text, but a NUL character or half a character is in it.";

    @Inject
    Database database;

    private final String userId = Person.somebody().userId();

    /** An event as its bytes are sent, in Latin-1, and why it cannot be stored. */
    record Poison(String what, String event, String reason) {

        @Override
        public String toString() {
            return what;
        }
    }

    static List<Poison> poisons() {
        return List.of(
                new Poison("NUL", noted("\"\\u0000\""), UNICODE),
                new Poison("NUL as a byte", noted("\"\0\""), nearColumn(82)),
                new Poison("overlong NUL", noted("\"\u00c0\u0080\""), UNICODE),
                new Poison("lone surrogate", noted("\"\\ud800\""), UNICODE),
                new Poison("surrogates the wrong way round", noted("\"\\udc00\\ud800\""), UNICODE),
                new Poison("1e400", noted("1e400"), "Expected numbers below 1.8e308, but one is larger."),
                new Poison(
                        "depth 10,000",
                        noted("[".repeat(10_000) + "]".repeat(10_000)),
                        "Expected an event nested at most 32 levels deep, but it is deeper."),
                new Poison(
                        "32 KB + 1 byte",
                        noted("\"" + "x".repeat(32 * 1024 + 1 - noted("\"\"").length()) + "\""),
                        "Expected an event of at most 32 KB, but it is larger."),
                new Poison(
                        "duplicate keys",
                        noted("1, \"note\": 2"),
                        "Expected each key once in an object, but one is there twice."),
                new Poison(
                        "year 292278994",
                        noted("1}, \"timestamp\": \"+292278994-08-17T07:12:55Z\", \"x\": {"),
                        "Expected timestamp to lie between 1970 and 9999, but it does not."),
                new Poison(
                        "id of 300 KB",
                        noted("1}, \"messageId\": \"" + "x".repeat(300_000) + "\", \"x\": {"),
                        "Expected an event of at most 32 KB, but it is larger."),
                new Poison(
                        "id of 300 characters",
                        noted("1}, \"messageId\": \"" + "x".repeat(300) + "\", \"x\": {"),
                        "Expected messageId to have at most 255 characters, but it has more."),
                new Poison(
                        "numeric userId",
                        "{\"type\": \"track\", \"event\": \"Poison\", \"userId\": 42}",
                        "Expected userId to be text, but it is a number."),
                new Poison(
                        "BOM",
                        "\u00ef\u00bb\u00bf" + noted("1"),
                        "Expected an event to be a JSON object, but it is not."),
                new Poison("not UTF-8", noted("\"\u00ff\""), "Expected text in UTF-8, but some of its bytes are not."),
                new Poison("NaN", noted("NaN"), nearColumn(84)),
                new Poison(
                        "1,001 keys",
                        noted("1" + keys(1_001)),
                        "Expected at most 1,000 keys in an event, but it has more."),
                new Poison("text", "\"Poison\"", "Expected an event to be a JSON object, but it is not."),
                new Poison("null", "null", "Expected an event to be a JSON object, but it is not."),
                new Poison("nothing", "", "Expected an event to be a JSON object, but it is not."),
                new Poison("rubbish after it", noted("1") + " x", nearColumn(85)),
                new Poison(
                        "properties as a list",
                        noted("1}, \"traits\": [], \"x\": {"),
                        "Expected traits to be an object, but it is a list."));
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void shouldBeParkedAloneAmong499Neighbours(Poison poison) {
        // given
        var parkedBefore = parked();
        var batch = new ArrayList<String>();
        for (int i = 0; i < 499; i++) {
            batch.add("{\"type\":\"track\",\"event\":\"Neighbour\",\"userId\":\"" + userId + "\"}");
        }
        batch.add(250, poison.event());

        // when
        sends("batch", ("{\"batch\": [" + String.join(",", batch) + "]}").getBytes(ISO_8859_1))
                .then()
                .statusCode(200)
                .body("parked", equalTo(1));

        // then
        assertThat(database.number("select count(*) from event where user_id = ?", userId))
                .isEqualTo(499);
        assertThat(parked()).isEqualTo(parkedBefore + 1);
        assertThat(database.text("select reason from parked_event order by id desc limit 1"))
                .isEqualTo(poison.reason());
    }

    @ParameterizedTest
    @MethodSource("poisons")
    void shouldBeRefusedWithItsReasonWhenAlone(Poison poison) {
        var answer = sends("track", poison.event().getBytes(ISO_8859_1)).then();

        assertThat(answer.extract().statusCode()).isIn(400, 413);
        answer.contentType("application/problem+json").body("detail", notNullValue());
    }

    @Test
    void shouldBeShownToOperatorsTheNewestFirst() {
        // given
        sendsBatch(List.of(Map.of("first", userId), track(userId, "A"), Map.of("second", userId + "\u0000")));

        // when
        var newest =
                given().queryParam("limit", 1).get("/api/parked-events").then().statusCode(200);

        // then
        newest.body("items.size()", equalTo(1))
                .body("items[0].source", equalTo("local"))
                .body("items[0].reason", equalTo(UNICODE))
                .body("items[0].payload", equalTo("{\"second\":\"" + userId + "\\u0000\"}"))
                .body("items[0].at", notNullValue());
        given().queryParam("limit", 1)
                .queryParam("cursor", (String) newest.extract().path("next"))
                .get("/api/parked-events")
                .then()
                .body("items[0].payload", equalTo("{\"first\":\"" + userId + "\"}"));
        given().queryParam("cursor", "nonsense")
                .get("/api/parked-events")
                .then()
                .statusCode(404);
    }

    @Test
    void shouldShowClashesOfMessageIdsToOperators() {
        // given
        var first = track(userId, "First");
        sends("track", first);
        for (var name : List.of("Second", "Third", "Third")) {
            sends("track", track(userId, name, (String) first.get("messageId")))
                    .then()
                    .statusCode(200);
        }

        // when
        var newest = given().queryParam("limit", 1)
                .get("/api/message-id-clashes")
                .then()
                .statusCode(200);

        // then
        newest.body("items[0].source", equalTo("local"))
                .body("items[0].messageId", equalTo(first.get("messageId")))
                .body("items[0].count", equalTo(2))
                .body("items[0].lastAt", notNullValue());
        given().queryParam("limit", 1)
                .queryParam("cursor", (String) newest.extract().path("next"))
                .get("/api/message-id-clashes")
                .then()
                .body("items[0].messageId", equalTo(first.get("messageId")))
                .body("items[0].count", equalTo(1));
        given().queryParam("cursor", "nonsense")
                .get("/api/message-id-clashes")
                .then()
                .statusCode(404)
                .body("code", equalTo("cursor-unknown"))
                .body("next", nullValue());
    }

    private long parked() {
        return database.number("select count(*) from parked_event");
    }

    private static String noted(String value) {
        return "{\"type\": \"track\", \"event\": \"Poison\", \"userId\": \"poison\", \"properties\": {\"note\": "
                + value + "}}";
    }

    private static String keys(int count) {
        var keys = new StringBuilder();
        for (int i = 0; i < count; i++) {
            keys.append(", \"k").append(i).append("\": 1");
        }
        return keys.toString();
    }

    private static String nearColumn(int column) {
        return "Expected an event to be JSON, but it cannot be read near line 1, column " + column + ".";
    }
}
