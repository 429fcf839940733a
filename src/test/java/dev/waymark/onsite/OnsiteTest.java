package dev.waymark.onsite;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasSize;

import dev.waymark.support.Actor;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("What a site shows to a person")
class OnsiteTest {

    @Inject
    Database database;

    @Test
    void shouldBeTheTemplateInThePersonsWordsAndNothingForAnybodyElse() {
        var ada = named("Ada <b>");
        var ben = named("Ben");
        isShown(ada, "P3D");

        show(ada)
                .then()
                .statusCode(200)
                .header("Cache-Control", containsString("no-store"))
                .header("Access-Control-Allow-Origin", equalTo("*"))
                .body("items.slot", equalTo(List.of("home-banner")))
                .body("items[0].html", containsString("Welcome back, Ada &lt;b&gt;"));
        assertThat(idsFor(ben)).isEmpty();
    }

    @Test
    void shouldFollowWhatIsKnownAtTheMomentAndTheNewestFirst() {
        // given
        var ada = named("Ada");
        isShown(ada, "P3D");
        var first = idsFor(ada);
        letPass("PT1M");
        isShown(ada, "P3D");

        // when
        ada.identifies(Map.of("firstName", "Countess"));

        // then
        assertThat(idsFor(ada)).hasSize(2).last().isEqualTo(first.getFirst());
        show(ada).then().body("items[0].html", containsString("Countess"));
    }

    @Test
    void shouldSayNothingOfAPersonToABrowserThatSaysItIsTheirs() {
        // given
        var ada = named("Ada");
        isShown(ada, "P3D");
        var coupon = aJourney()
                .task(
                        "Show",
                        "show-on-site",
                        "slot",
                        "home-banner",
                        "templateKey",
                        "tv-code",
                        "topic",
                        "offers",
                        "showFor",
                        "P3D")
                .timer("Wait", "P30D")
                .end("End", "Done")
                .path("Start", "Show", "Wait", "End")
                .published();
        coupon.enrols(ada);
        coupon.awaitAt(ada, "Wait");

        // when somebody who has read the write key in the page says so
        var browser = "browser-" + UUID.randomUUID();
        Site.sends(
                "identify",
                Map.of("messageId", UUID.randomUUID().toString(), "anonymousId", browser, "userId", ada.userId()));

        // then
        ask("anonymousId", browser)
                .then()
                .body("items", hasSize(1))
                .body("items[0].html", containsString("Welcome back, there"));
        ask("userId", ada.userId()).then().statusCode(401).body("code", equalTo("user-not-proven"));
        assertThat(database.number("select count(*) from code where profile_id = ?", database.profileOf(ada)))
                .isZero();
    }

    @Test
    void shouldEndWhenItsTimeIsOver() {
        var ada = named("Ada");
        isShown(ada, "PT2H");
        assertThat(idsFor(ada)).hasSize(1);

        letPass("PT2H");

        assertThat(idsFor(ada)).isEmpty();
    }

    @Test
    void shouldGoWhenTheJourneyIsOverItsGoalReachedOrItWasLeft() {
        // given
        var people = List.of(named("Ada"), named("Ben"), named("Cleo"));
        var journey = aJourney()
                .task("Show", "show-on-site", headers("P3D"))
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Read", "Content Read", "")
                .timer("Silence", "P30D")
                .end("EndRead", "Read")
                .end("EndSilence", "Silence")
                .path("Start", "Show", "Listen", "Gate", "Read", "EndRead")
                .path("Gate", "Silence", "EndSilence")
                .published();
        people.forEach(journey::enrols);
        people.forEach(person -> journey.awaitAt(person, "Gate"));
        assertThat(people).allMatch(person -> idsFor(person).size() == 1);

        // when
        people.get(0).tracks("Content Read");
        people.get(1).tracks("Key Feature Used");
        given().contentType(ContentType.JSON)
                .body(Map.of("status", "CANCELLED"))
                .put(
                        "/api/enrolments/{id}/status",
                        journey.enrolmentsOf(people.get(2)).getFirst().get("id"))
                .then()
                .statusCode(200);

        // then at once, or as soon as it is known that the end was reached
        assertThat(idsFor(people.get(1))).isEmpty();
        assertThat(idsFor(people.get(2))).isEmpty();
        journey.awaitOutcome(people.get(0), "read");
        assertThat(idsFor(people.get(0))).isEmpty();
    }

    @Test
    void shouldGiveWayToWhatTheJourneyShowsThereNext() {
        // given
        var ada = named("Ada");
        isShown(ada, "P3D");
        var journey = aJourney()
                .task("Show", "show-on-site", headers("P3D"))
                .timer("Wait", "P1D")
                .task("Instead", "show-on-site", headers("P3D"))
                .timer("Rest", "P30D")
                .end("End", "Done")
                .path("Start", "Show", "Wait", "Instead", "Rest", "End")
                .published();
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");
        var before = idsFor(ada);
        assertThat(before).hasSize(2);

        // when
        letPass("P1D");
        journey.awaitAt(ada, "Rest");

        // then what another journey shows is still there
        assertThat(idsFor(ada)).hasSize(2).doesNotContain(before.getFirst()).contains(before.getLast());
    }

    @Test
    void shouldBeNothingThatThePersonHasRefused() {
        var ada = named("Ada");
        isShown(ada, "P3D");
        assertThat(idsFor(ada)).hasSize(1);

        ada.says("offers", "email", false);
        assertThat(idsFor(ada)).as("no mails about it").hasSize(1);
        ada.says("offers", "onsite", false);
        assertThat(idsFor(ada)).isEmpty();
        ada.says("offers", "any", true);

        assertThat(idsFor(ada)).hasSize(1);
    }

    @Test
    void shouldLeadOnByWhatThePersonDoesWithIt() {
        // given
        var journey = aJourney()
                .task("Show", "show-on-site", headers("P3D"))
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Clicked", "On-site Clicked", "slot = \"home-banner\"")
                .behaviour("Dismissed", "On-site Dismissed", "")
                .timer("Silence", "P7D")
                .end("EndClicked", "Clicked")
                .end("EndDismissed", "Dismissed")
                .end("EndSilence", "Silence")
                .path("Start", "Show", "Listen", "Gate", "Clicked", "EndClicked")
                .path("Gate", "Dismissed", "EndDismissed")
                .path("Gate", "Silence", "EndSilence")
                .published();
        var ada = named("Ada");
        var ben = named("Ben");
        journey.enrols(ada);
        journey.enrols(ben);
        journey.awaitAt(ada, "Gate").awaitAt(ben, "Gate");

        // when
        tell(idsFor(ada).getFirst(), "shown").then().statusCode(204);
        tell(idsFor(ada).getFirst(), "clicked").then().statusCode(204);
        tell(idsFor(ben).getFirst(), "dismissed").then().statusCode(204);
        assertThat(idsFor(ben)).isEmpty();

        // then
        journey.awaitOutcome(ada, "clicked").awaitOutcome(ben, "dismissed");
    }

    @Test
    void shouldBeOneEventHoweverOftenTheSiteTells() {
        var ada = named("Ada");
        isShown(ada, "P3D");
        var id = idsFor(ada).getFirst();

        tell(id, "shown").then().statusCode(204);
        tell(id, "shown").then().statusCode(204);
        tell(id, "clicked").then().statusCode(204);

        assertThat(idsFor(ada)).hasSize(1);
        assertThat(database.number(
                        "select count(*) from event where name = 'On-site Shown' and profile_id = ?",
                        database.profileOf(ada)))
                .isEqualTo(1);
    }

    @Test
    void shouldBeNothingForWhoIsLeftAlone() {
        var ada = named("Ada");
        isShown(ada, "P3D");
        assertThat(idsFor(ada)).hasSize(1);

        given().header(Actor.HEADER, "Kim")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "asked us"))
                .put("/api/profiles/{id}/suppression", database.profileOf(ada));

        assertThat(idsFor(ada)).isEmpty();
    }

    @Test
    void shouldGoWithThePersonWhoIsForgotten() {
        var ada = named("Ada");
        isShown(ada, "P3D");
        var id = idsFor(ada).getFirst();

        given().delete("/api/profiles/{id}", database.profileOf(ada)).then().statusCode(200);

        assertThat(idsFor(ada)).isEmpty();
        tell(id, "shown").then().statusCode(404).body("code", equalTo("onsite-item-unknown"));
    }

    @Test
    void shouldComeAlongWhenABrowserTurnsOutToBeSomebody() {
        // given
        var browser = "browser-" + UUID.randomUUID();
        Site.sends("track", Map.of("messageId", UUID.randomUUID().toString(), "anonymousId", browser, "event", "X"));
        var stranger = database.text("select profile_id from identity where value = ?", browser);
        var journey = showing("P3D");
        given().header("Idempotency-Key", UUID.randomUUID().toString())
                .contentType(ContentType.JSON)
                .body(Map.of("profileId", stranger))
                .post("/api/journeys/{key}/enrolments", journey.key())
                .then()
                .statusCode(202);
        await().until(() -> ids(ask("anonymousId", browser)).size() == 1);
        var ada = named("Ada");

        // when
        Site.sends(
                "identify",
                Map.of("messageId", UUID.randomUUID().toString(), "anonymousId", browser, "userId", ada.userId()));

        // then
        assertThat(idsFor(ada)).hasSize(1);
        show(ada).then().body("items[0].html", containsString("Welcome back, Ada"));
    }

    @Test
    void shouldNeedAWriteKeyASlotAndAPerson() {
        given().queryParam("slot", "home-banner")
                .queryParam("anonymousId", "ada")
                .get("/v1/onsite")
                .then()
                .statusCode(401)
                .body("code", equalTo("unknown-write-key"));
        given().queryParam("slot", "home-banner")
                .queryParam("anonymousId", "ada")
                .queryParam("writeKey", Person.WRITE_KEY)
                .get("/v1/onsite")
                .then()
                .statusCode(200);
        given().queryParam("anonymousId", "ada")
                .queryParam("writeKey", Person.WRITE_KEY)
                .get("/v1/onsite")
                .then()
                .statusCode(400)
                .body("code", equalTo("slot-missing"));
        given().queryParam("slot", "home-banner")
                .queryParam("writeKey", Person.WRITE_KEY)
                .get("/v1/onsite")
                .then()
                .statusCode(400)
                .body("code", equalTo("person-missing"));
        given().post("/v1/onsite/{id}/shown", UUID.randomUUID()).then().statusCode(401);
        tell(UUID.randomUUID().toString(), "shown").then().statusCode(404);
    }

    @Test
    void shouldCountAgainstTheLimitOfTheKey() {
        var statuses = IntStream.range(0, 10)
                .map(i -> given().queryParam("slot", "home-banner")
                        .queryParam("anonymousId", "ada")
                        .queryParam("writeKey", "slow-key")
                        .get("/v1/onsite")
                        .statusCode())
                .boxed()
                .toList();

        assertThat(statuses).contains(429);
    }

    private static Drawing showing(String showFor) {
        return aJourney()
                .task("Show", "show-on-site", headers(showFor))
                .timer("Wait", "P30D")
                .end("End", "Done")
                .path("Start", "Show", "Wait", "End")
                .published();
    }

    private static Drawing isShown(Person person, String showFor) {
        var journey = showing(showFor);
        journey.enrols(person);
        return journey.awaitAt(person, "Wait");
    }

    private static String[] headers(String showFor) {
        return new String[] {"slot", "home-banner", "templateKey", "tv-picks", "topic", "offers", "showFor", showFor};
    }

    private static Response show(Person person) {
        return given().queryParam("userHash", person.userHash())
                .queryParam("slot", "home-banner")
                .queryParam("userId", person.userId())
                .queryParam("writeKey", Person.WRITE_KEY)
                .get("/v1/onsite");
    }

    private static Response ask(String kind, String value) {
        return given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .queryParam("slot", "home-banner")
                .queryParam(kind, value)
                .get("/v1/onsite");
    }

    private static List<String> idsFor(Person person) {
        return ids(show(person));
    }

    private static List<String> ids(Response response) {
        return response.then().statusCode(200).extract().jsonPath().getList("items.id");
    }

    private static Response tell(String id, String act) {
        return given().auth().preemptive().basic(Person.WRITE_KEY, "").post("/v1/onsite/{id}/{act}", id, act);
    }

    private static Person named(String firstName) {
        return Person.somebody().identifies(Map.of("firstName", firstName));
    }
}
