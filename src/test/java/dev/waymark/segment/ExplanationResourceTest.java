package dev.waymark.segment;

import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.path.json.JsonPath;
import io.restassured.response.Response;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Why somebody is in a segment or not, through HTTP. */
@WaymarkTest
class ExplanationResourceTest {

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Inject
    RuleSets ruleSets;

    @Inject
    ProfileFactsReader facts;

    @Inject
    PastFacts pastFacts;

    @Inject
    Behaviours behaviours;

    @Test
    void shouldExplainAMembershipWithSinceAndRuleAndValues() {
        // given
        var ada = Person.signedUp("Ada");

        // when
        var answer = explain(ada, "new-signups");

        // then
        assertThat(answer.getBoolean("explanation.in")).isTrue();
        assertThat(answer.getString("explanation.rule"))
                .isEqualTo("A person who signed up within the last 24 hours is a new sign-up");
        assertThat(answer.getString("explanation.ruleSet"))
                .isEqualTo(ruleSets.active().version());
        assertThat(answer.getString("explanation.rules[0].conditions[0].text")).contains("Signed Up", "24");
        assertThat(answer.getBoolean("explanation.rules[0].conditions[0].holds"))
                .isTrue();
        assertThat(answer.<String, Object>getMap("explanation.rules[0].conditions[0].heard"))
                .containsValue(true);
        assertThat(answer.getString("since")).isEqualTo(answer.getString("membership.enteredAt"));
        assertThat(answer.getString("membership.ruleSet"))
                .isEqualTo(ruleSets.active().version());
        assertThat(answer.getString("membership.facts.events")).contains("Signed Up");
        assertThat(answer.getList("limits")).isEmpty();
    }

    @Test
    void shouldSayWhatIsMissingForWhoIsNotIn() {
        // given
        var ben = Person.somebody().tracks("Feature Viewed");

        // when
        var answer = explain(ben, "engaged");

        // then
        assertThat(answer.getBoolean("explanation.in")).isFalse();
        assertThat(answer.getString("explanation.nearestMiss.sentence")).contains("Key Feature Used", "needs");
        assertThat(answer.getString("membership")).isNull();
        assertThat(answer.getString("since")).isNull();
    }

    @Test
    void shouldBringBackADecisionOfThePast() {
        // given
        var before = clock.instant();
        var cleo = Person.signedUp("Cleo");
        var then = clock.instant();
        letPass("PT26H");
        cleo.tracks("Key Feature Used");
        assertThat(explain(cleo, "new-signups").getBoolean("explanation.in")).isFalse();

        // when
        var past = explain(cleo, "new-signups", then);

        // then
        assertThat(past.getBoolean("explanation.in")).isTrue();
        assertThat(Instant.parse(past.getString("explanation.now"))).isEqualTo(then);
        assertThat(past.getString("membership.leftAt")).isNotNull();
        assertThat(past.getList("limits")).isNotEmpty();
        assertThat(explain(cleo, "engaged", then).getBoolean("explanation.in")).isFalse();
        assertThat(explain(cleo, "engaged").getBoolean("explanation.in")).isTrue();
        assertThat(explain(cleo, "new-signups", before).getBoolean("explanation.in"))
                .isFalse();
    }

    @Test
    void shouldKnowTraitsAndBehaviourAsOfAMoment() {
        // given
        var eva = Person.signedUp("Eva").tracks("Feature Viewed");
        var profile = new ProfileId(database.profileOf(eva));
        var then = clock.instant();
        var before = QuarkusTransaction.requiringNew()
                .call(() -> facts.read(profile, ruleSets.active().asked()));

        // when
        eva.identifies(Map.of("firstName", "Evi")).tracks("Feature Viewed");

        // then
        var past = pastFacts.asOf(profile, then);
        assertThat(past.traits()).isEqualTo(before.traits()).containsEntry("firstName", "Eva");
        assertThat(past.events().get("Feature Viewed").count()).isEqualTo(1);
        assertThat(past.events()).containsAllEntriesOf(before.events());
        assertThat(pastFacts.asOf(profile, clock.instant()).events())
                .isEqualTo(behaviours.of(profile).events());
    }

    @Test
    void shouldSayWhatItDoesNotKnow() {
        // given
        var dan = Person.somebody().tracks("Feature Viewed");
        var id = database.profileOf(dan);

        // when / then
        requireProblem(get(id, "nothing", Map.of()), 404, "segment-unknown");
        requireProblem(get(UUID.randomUUID(), "engaged", Map.of()), 404, "profile-unknown");
        requireProblem(get(id, "engaged", Map.of("at", "yesterday")), 400, "invalid-moment");
        requireProblem(get(id, "engaged", Map.of("at", "2999-01-01T00:00:00Z")), 400, "invalid-moment");
        requireProblem(get(id, "engaged", Map.of("at", "2001-01-01T00:00:00Z")), 404, "no-rules-then");

        // and when
        given().delete("/api/profiles/{id}", id).then().statusCode(200);

        // then
        requireProblem(get(id, "engaged", Map.of()), 404, "profile-unknown");
    }

    private JsonPath explain(Person person, String segment) {
        return get(database.profileOf(person), segment, Map.of())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private JsonPath explain(Person person, String segment, Instant at) {
        return get(database.profileOf(person), segment, Map.of("at", at.toString()))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static Response get(UUID profile, String segment, Map<String, String> parameters) {
        return given().queryParams(parameters).get("/api/profiles/{id}/segments/{key}/explanation", profile, segment);
    }

    private static void requireProblem(Response answer, int status, String code) {
        assertThat(answer.statusCode()).isEqualTo(status);
        assertThat(answer.jsonPath().getString("code")).isEqualTo(code);
    }
}
