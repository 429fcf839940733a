package dev.waymark.segment;

import static dev.waymark.consent.Words.allows;
import static dev.waymark.consent.Words.says;
import static dev.waymark.testing.Site.sendsBatch;
import static io.restassured.RestAssured.given;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasKey;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What the shipped policies propose when somebody asks. */
@WaymarkTest
class NextBestActionResourceTest {

    @Inject
    RuleSets ruleSets;

    @Inject
    Clock clock;

    @Inject
    Database database;

    @Test
    void shouldProposeTheBestFirstAndSayWhy() {
        // given
        var ada = Person.signedUp("Ada").tracks("Checkout Started").tracks("Callback Requested");

        // when / then
        proposed(database.profileOf(ada))
                .statusCode(200)
                .body("ruleSet", equalTo(ruleSets.active().version()))
                .body("items.action", contains("call-back", "help-with-checkout", "show-around"))
                .body("items[0].score", equalTo(95))
                .body("items[0].policy", equalTo("next-steps"))
                .body("items[0].rule", equalTo("Somebody who waits to be called is called first"))
                .body("items[0].reason", equalTo("is waiting for a callback"))
                .body("items[0].facts.events", hasKey("Callback Requested"));
    }

    @Test
    void shouldAskForConsentAtTheMomentOfAsking() {
        // given
        var ben = Person.somebody();
        sendsBatch(List.of(Map.of(
                "type",
                "track",
                "event",
                "Order Completed",
                "userId",
                ben.userId(),
                "messageId",
                UUID.randomUUID().toString(),
                "properties",
                Map.of("order_id", UUID.randomUUID().toString(), "total", 10),
                "timestamp",
                clock.instant().minus(Duration.ofDays(8)).toString())));
        var profile = database.profileOf(ben);
        proposed(profile).body("items", empty());

        // when
        says(profile, allows("reviews", "email")).then().statusCode(201);

        // then
        proposed(profile).body("items.action", contains("ask-for-review"));
    }

    @Test
    void shouldKnowNobodyByAnIdThatIsNone() {
        proposed(UUID.randomUUID()).statusCode(404).body("code", equalTo("profile-unknown"));
    }

    private static ValidatableResponse proposed(UUID profile) {
        return given().get("/api/profiles/{id}/next-best-actions", profile).then();
    }
}
