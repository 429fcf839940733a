package dev.waymark.offer;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Together;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.Locale;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A code that somebody shows")
class RedemptionTest {

    @Inject
    Codes codes;

    @Inject
    Database database;

    @Test
    void shouldBeRedeemedOnceAndBeAnEventOfThePerson() {
        // given
        var ada = somebody();
        var code = codeOf(ada);
        given().get("/api/codes/{code}", code)
                .then()
                .statusCode(200)
                .body("status", equalTo("open"))
                .body("offer", equalTo("one-week"))
                .body("title", equalTo("This week only"))
                .body("redeemedAt", nullValue());

        // when
        redeem(code, Map.of("orderId", "web-1")).then().statusCode(200).body("status", equalTo("redeemed"));

        // then
        redeem(code, Map.of("orderId", "till-2"))
                .then()
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("code-redeemed"));
        redeem(code, Map.of()).then().statusCode(409);
        given().get("/api/codes/{code}", code).then().body("status", equalTo("redeemed"));
        assertThat(database.texts(
                        "select properties ->> 'orderId' from event where name = 'Coupon Redeemed' and profile_id = ?",
                        database.profileOf(ada)))
                .containsExactly("web-1");
    }

    @Test
    void shouldAnswerARepeatOfTheSameOrderOrRequestTheSame() {
        var ada = somebody();
        var code = codeOf(ada);
        var first = redeem(code, Map.of("orderId", "web-1")).jsonPath().getString("redeemedAt");
        letPass("PT1M");

        assertThat(redeem(code, Map.of("orderId", "web-1")).jsonPath().getString("redeemedAt"))
                .isEqualTo(first);

        var other = codeOf(somebody());
        redeemByKey(other, "till-7/9").then().statusCode(200);
        redeemByKey(other, "till-7/9").then().statusCode(200);
        redeemByKey(other, "till-7/10").then().statusCode(409);
        assertThat(database.number("select count(*) from event where message_id = ?", "code:" + other))
                .isEqualTo(1);
    }

    @Test
    void shouldGoToOneOfManyTillsAtOnce() {
        var code = codeOf(somebody());

        var statuses = Together.all(IntStream.range(0, 8)
                .<Callable<Integer>>mapToObj(till ->
                        () -> redeem(code, Map.of("orderId", "till-" + till)).statusCode())
                .toList());

        assertThat(statuses).containsOnlyOnce(200).containsOnly(200, 409);
        assertThat(database.number("select count(*) from event where message_id = ?", "code:" + code))
                .isEqualTo(1);
    }

    @Test
    void shouldBeRefusedWhenItHasExpired() {
        var code = codeOf(somebody());

        letPass("P7D");

        given().get("/api/codes/{code}", code).then().body("status", equalTo("expired"));
        redeem(code, Map.of()).then().statusCode(422).body("code", equalTo("code-expired"));
    }

    @Test
    void shouldBeRefusedWhenNobodyHasIt() {
        redeem("AAAAA-AAAAA", Map.of()).then().statusCode(404).body("code", equalTo("code-unknown"));
        redeem("none", Map.of()).then().statusCode(404);
        given().get("/api/codes/{code}", "none").then().statusCode(404);
    }

    @Test
    void shouldBeFoundHoweverItIsTyped() {
        var code = codeOf(somebody());

        redeem(code.toLowerCase(Locale.ROOT).replace("-", " "), Map.of())
                .then()
                .statusCode(200)
                .body("code", equalTo(code));
    }

    @Test
    void shouldRefuseAnOrderThatCannotBeOne() {
        var code = codeOf(somebody());

        redeem(code, Map.of("orderId", " ")).then().statusCode(400).body("pointer", equalTo("/orderId"));
        redeem(code, Map.of("orderId", "x".repeat(201))).then().statusCode(400);
        redeem(code, Map.of("orderId", "a\nb")).then().statusCode(400);
        given().get("/api/codes/{code}", code).then().body("status", equalTo("open"));
    }

    @Test
    void shouldStayGoodAndSayNothingWhenThePersonWasForgotten() {
        var ada = somebody();
        var code = codeOf(ada);
        var redeemed = codes.reserve("come-back", new ProfileId(database.profileOf(ada)))
                .orElseThrow();
        redeem(redeemed, Map.of("orderId", "web-1")).then().statusCode(200);

        given().delete("/api/profiles/{id}", database.profileOf(ada)).then().statusCode(200);

        given().contentType(ContentType.JSON)
                .header("Idempotency-Key", "order-web-2")
                .body(Map.of("orderId", "web-2"))
                .post("/api/codes/{code}/redeem", code)
                .then()
                .statusCode(200)
                .body("status", equalTo("redeemed"))
                .body("orderId", nullValue());
        assertThat(database.number("select count(*) from event where message_id = ?", "code:" + code))
                .isZero();
        assertThat(database.number(
                        "select count(*) from code where code = ? and redeemed_order is null and redeemed_key is null",
                        code))
                .isOne();
        redeem(code, Map.of("orderId", "web-2")).then().statusCode(409);
        given().get("/api/codes/{code}", redeemed)
                .then()
                .body("status", equalTo("redeemed"))
                .body("orderId", nullValue());
    }

    @Test
    void shouldBeTheOneThatAStepIssuedAndEndAWait() {
        // given
        var journey = aJourney()
                .task("Issue", "issue-coupon", "offer", "one-week")
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Redeemed", "Coupon Redeemed", "offer = \"one-week\"")
                .timer("Silence", "P7D")
                .end("EndRedeemed", "Redeemed")
                .end("EndSilence", "Silence")
                .path("Start", "Issue", "Listen", "Gate", "Redeemed", "EndRedeemed")
                .path("Gate", "Silence", "EndSilence")
                .published();
        var ada = somebody();
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");

        // when
        var issued = database.text("select code from code where profile_id = ?", database.profileOf(ada));

        // then
        assertThat(codeOf(ada)).isEqualTo(issued);
        redeem(issued, Map.of("orderId", "web-1")).then().statusCode(200);
        journey.awaitOutcome(ada, "redeemed");
    }

    @Test
    void shouldNotBeNamedByAJourneyThatKnowsNoSuchOffer() {
        aJourney()
                .task("Issue", "issue-coupon", "offer", "free-lunch")
                .end("End", "Done")
                .path("Start", "Issue", "End")
                .handIn()
                .then()
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body("findings[0].sentence", startsWith("Expected a known offer"));
    }

    private String codeOf(Person person) {
        return codes.reserve("one-week", new ProfileId(database.profileOf(person)))
                .orElseThrow();
    }

    private static Person somebody() {
        return Person.somebody().tracks("Looked Around");
    }

    private static Response redeem(String code, Map<String, String> body) {
        return given().contentType(ContentType.JSON).body(body).post("/api/codes/{code}/redeem", code);
    }

    private static Response redeemByKey(String code, String key) {
        return given().contentType(ContentType.JSON)
                .header("Idempotency-Key", key)
                .post("/api/codes/{code}/redeem", code);
    }
}
