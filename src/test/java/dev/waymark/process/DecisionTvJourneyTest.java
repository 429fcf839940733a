package dev.waymark.process;

import static dev.waymark.process.JourneyRun.somebody;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;

/** Accompanies people who are deciding on a television by advertisements, the site and a code. */
@WaymarkTest
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class DecisionTvJourneyTest {

    private static final Map<String, Object> A_TELEVISION =
            Map.of("orderId", "tv-1", "products", List.of(Map.of("product_id", "tv-55", "category", "tv")));

    private final JourneyRun journey = new JourneyRun("decision-tv");
    private final AudienceList facebook = new AudienceList("tv-fans", "facebook");
    private final AudienceList display = new AudienceList("tv-fans", "display");

    @Test
    void shouldGoWithPeopleThroughAdsSiteAndCode() {
        // given
        var people = journey.enrols(8, DecisionTvJourneyTest::somebodyDeciding);
        people.forEach(person -> journey.awaitAt(person, "Gateway_Visit"));
        assertThat(people).allMatch(facebook::has);
        assertThat(shownTo(people.getFirst(), "home-banner").getString("items[0].html"))
                .contains("Welcome back, Ada");

        // when all but one visit the site
        people.subList(1, 8).forEach(person -> person.tracks("On-site Clicked"));
        people.subList(1, 8).forEach(person -> journey.awaitAt(person, "Gateway_Leaving"));
        people.get(1).tracks("Product Added", Map.of("category", "dog"));
        people.get(2).tracks("Product Added", Map.of("category", "tv"));
        people.subList(3, 8).forEach(person -> person.tracks("Exit Intended"));
        people.subList(3, 8).forEach(person -> journey.awaitAt(person, "Gateway_SignUp"));
        dismiss(people.get(3));
        people.subList(5, 8).forEach(person -> person.tracks("Form Submitted", Map.of("form", "tv-coupon")));
        people.subList(5, 8).forEach(person -> journey.awaitAt(person, "Gateway_Reaction"));
        assertThat(shownTo(people.get(5), "exit-popup").getList("items.html", String.class))
                .singleElement()
                .asString()
                .contains("Choose your television");
        assertThat(shownTo(people.get(5), "home-banner").getString("items[0].html"))
                .contains("Welcome back");
        people.get(5).tracks("Message Clicked", Map.of("template", "tv-coupon"));
        people.get(6).tracks("Message Clicked", Map.of("template", "catalogue-tv"));
        people.get(6).tracks("Coupon Applied", Map.of("coupon_id", "AAAAA-AAAAA", "coupon_name", "one-week"));

        // then one has seen the code again on the site, and it is the one in the mail
        journey.awaitAt(people.get(5), "Event_CodeDays");
        var code = journey.trace(people.get(5)).getString("messages[0].code");
        assertThat(shownTo(people.get(5), "home-banner").getString("items[0].html"))
                .contains(code);
        journey.awaitOutcome(people.get(3), "not-signed-up");

        // when
        letPass("P1D");
        journey.awaitOutcome(people.get(4), "not-signed-up");
        letPass("P4D");

        // then who did not react is advertised to elsewhere
        people.subList(6, 8).forEach(person -> journey.awaitAt(person, "Event_RestOfCode"));
        assertThat(people).filteredOn(display::has).isEqualTo(people.subList(6, 8));

        // when
        people.get(7).tracks("Order Completed", A_TELEVISION);
        journey.awaitOutcome(people.get(7), "converted");
        letPass("P2D");
        journey.awaitOutcome(people.get(0), "no-visit").awaitOutcome(people.get(1), "just-looked");
        letPass("P12D");

        // then
        journey.awaitOutcome(people.get(2), "basket-left")
                .awaitOutcome(people.get(5), "no-order")
                .awaitOutcome(people.get(6), "no-order");
        assertThat(people).noneMatch(facebook::has).noneMatch(display::has);
        assertThat(journey.mailsOf(people.get(6))).containsExactly("tv-coupon");
        assertThat(journey.mailsOf(people.get(4))).isEmpty();
    }

    private static void dismiss(Person person) {
        var item = shownTo(person, "exit-popup").getString("items[0].id");
        given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .post("/v1/onsite/{id}/dismissed", item)
                .then()
                .statusCode(204);
    }

    private static JsonPath shownTo(Person person, String slot) {
        return given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .queryParam("slot", slot)
                .queryParam("userId", person.userId())
                .queryParam("userHash", person.userHash())
                .get("/v1/onsite")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Person somebodyDeciding() {
        return somebody("Ada", "advertising").agreesTo("advertising", "ads");
    }

    @AfterAll
    void everySequenceFlowWasTaken() {
        journey.assertEveryFlowWasTaken();
    }
}
