package dev.waymark.audience;

import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.engine.Claimed;
import dev.waymark.engine.EnrolmentId;
import dev.waymark.engine.StepJob;
import dev.waymark.support.Actor;
import dev.waymark.support.Digest;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import io.restassured.http.ContentType;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@WaymarkTest
@DisplayName("An audience at an advertising network")
class AudienceTest {

    private final String audience = "fans-" + UUID.randomUUID().toString().substring(0, 8);

    @Inject
    Database database;

    @Inject
    AdAudienceHandler handler;

    @Test
    void shouldTakeWhoAllowsItAndSayWhyItDoesNotTakeTheOthers() {
        // given
        var journey = joining("advertising").published();
        var ada = agreeing();
        var ben = known();

        // when
        journey.enrols(ada);
        journey.enrols(ben);

        // then
        journey.awaitAt(ada, "Wait").awaitAt(ben, "Wait");
        assertThat(members()).containsExactly(hashOf(ada) + ",");
        assertThat(decisions(journey, ada)).containsExactly("joined");
        assertThat(decisions(journey, ben)).containsExactly("refused");
        assertThat(reasons(journey, ben))
                .containsExactly("Not put into the audience " + audience + " at facebook: no-consent.");
    }

    @Test
    void shouldNotTakeAnybodyForATopicThatNeedsNoConsent() {
        var journey = joining("order-service").published();
        var ada = agreeing();

        journey.enrols(ada);

        journey.awaitAt(ada, "Wait");
        assertThat(members()).isEmpty();
        assertThat(decisions(journey, ada)).containsExactly("refused");
    }

    @Test
    void shouldLoseAtOnceWhoTakesConsentBack() {
        var ada = agreeing();
        var ben = agreeing();
        inAudience(ada, ben);

        consents(ada, "any", false);

        assertThat(members()).containsExactly(hashOf(ben) + ",");
    }

    @Test
    void shouldLoseWhoIsTakenOutOfTheJourneyThatPutThemInLast() {
        // given
        var first = joining("advertising").published();
        var second = joining("advertising").published();
        var ada = agreeing();
        first.enrols(ada);
        first.awaitAt(ada, "Wait");
        second.enrols(ada);
        second.awaitAt(ada, "Wait");

        // when
        cancel(first, ada);

        // then the second one has put them in too, and is on its way
        assertThat(members()).containsExactly(hashOf(ada) + ",");
        cancel(second, ada);
        assertThat(members()).isEmpty();
    }

    private static void cancel(Drawing journey, Person person) {
        given().contentType("application/json")
                .body(Map.of("status", "CANCELLED"))
                .put(
                        "/api/enrolments/{id}/status",
                        journey.enrolmentsOf(person).getFirst().get("id"))
                .then()
                .statusCode(200);
    }

    @Test
    void shouldKeepWhoTakesBackSomethingElse() {
        var ada = agreeing();
        inAudience(ada);

        consents(ada, "email", false);

        assertThat(members()).containsExactly(hashOf(ada) + ",");
    }

    @Test
    void shouldLoseAtOnceWhoIsLeftAlone() {
        var ada = agreeing();
        inAudience(ada);

        given().header(Actor.HEADER, "Kim")
                .contentType(ContentType.JSON)
                .body(Map.of("reason", "asked us"))
                .put("/api/profiles/{id}/suppression", database.profileOf(ada))
                .then()
                .statusCode(200);

        assertThat(members()).isEmpty();
    }

    @Test
    void shouldLoseAtOnceWhoIsForgotten() {
        var ada = agreeing();
        inAudience(ada);

        given().delete("/api/profiles/{id}", database.profileOf(ada)).then().statusCode(200);

        assertThat(members()).isEmpty();
        assertThat(database.number("select count(*) from audience_member where audience = ?", audience))
                .isZero();
    }

    @Test
    void shouldLoseWhoComesToAStepThatLeavesAndKeepWhoOnlyEnds() {
        // given
        var ada = agreeing();
        var ben = agreeing();
        inAudience(ada, ben);
        var leaving = aJourney()
                .task("Leave", "ad-audience", headers("leave", "advertising"))
                .end("End", "Done")
                .path("Start", "Leave", "End")
                .published();

        // when
        leaving.enrols(ada);

        // then
        leaving.awaitOutcome(ada, "done");
        assertThat(members()).containsExactly(hashOf(ben) + ",");
        assertThat(decisions(leaving, ada)).containsExactly("left");
    }

    /** An end may be read before the last step of its instance comes. */
    @Test
    void shouldLoseWhoComesToAStepThatLeavesAlthoughTheirJourneyIsOver() {
        // given
        var ada = agreeing();
        inAudience(ada);
        var over = aJourney().end("End", "Done").path("Start", "End").published();
        over.enrols(ada);
        over.awaitOutcome(ada, "done");
        var enrolment = new EnrolmentId(
                UUID.fromString(over.enrolmentsOf(ada).getFirst().get("id").toString()));
        var claimed = new Claimed(enrolment, database.profileOf(ada), over.key(), 1, 50, Instant.EPOCH, Duration.ZERO);
        var headers = Map.of("audience", audience, "network", "facebook", "topic", "advertising", "action", "leave");

        // when
        handler.handle(new StepJob(claimed, 7, "Leave", 7, headers));

        // then
        assertThat(members()).isEmpty();
        assertThat(decisions(over, ada)).containsExactly("left");
    }

    @Test
    void shouldHoldOnePersonOnceWhoTurnedOutToBeTwo() {
        // given
        var ada = agreeing();
        var anonymous = "anon-" + UUID.randomUUID();
        Site.sends("track", Map.of("messageId", UUID.randomUUID().toString(), "anonymousId", anonymous, "event", "X"));
        var stranger = UUID.fromString(database.text("select profile_id from identity where value = ?", anonymous));
        inAudience(ada);
        database.run(
                "insert into audience_member select audience, network, ?, topic, enrolment_id, since"
                        + " from audience_member where audience = ?",
                stranger,
                audience);

        // when
        Site.sends(
                "identify",
                Map.of(
                        "messageId", UUID.randomUUID().toString(),
                        "anonymousId", anonymous,
                        "userId", ada.userId()));

        // then
        assertThat(members()).containsExactly(hashOf(ada) + ",");
        assertThat(database.number("select count(*) from audience_member where audience = ?", audience))
                .isEqualTo(1);
    }

    @Test
    void shouldBeAListOfHashesAndNothingElse() {
        var ada = Person.somebody();
        ada.identifies(Map.of("email", "=cmd." + ada.userId() + "@Example.org", "phone", "081 234 5678"));
        consents(ada, "ads", true);
        inAudience(ada);

        assertThat(members()).allMatch(line -> line.matches("([0-9a-f]{64})?,([0-9a-f]{64})?"));
        assertThat(members())
                .containsExactly(Digest.of("=cmd." + ada.userId() + "@example.org") + "," + Digest.of("66812345678"));
        given().queryParam("network", "facebook")
                .get("/api/audiences/{key}/members.csv", audience)
                .then()
                .header("Content-Disposition", containsString(audience + "-facebook.csv"))
                .header("Cache-Control", equalTo("no-store"));
    }

    /** As after a topic was taken out of bpmn/topics.yaml, or made one that needs no consent, or another one was asked for. */
    @ParameterizedTest
    @ValueSource(strings = {"gone", "order-service", "offers"})
    void shouldNotBeGivenAwayWithWhoDoesNotAllowItAnyMore(String topic) {
        var ada = agreeing();
        var ben = agreeing();
        inAudience(ada, ben);

        database.run(
                "update audience_member set topic = ? where audience = ? and profile_id = ?",
                topic,
                audience,
                database.profileOf(ada));

        assertThat(members()).containsExactly(hashOf(ben) + ",");
    }

    /** As after a topic that went to everybody who had not refused it was made one that people have to allow. */
    @Test
    void shouldBeGivenAwayWithWhoHasNotRefusedWhereThatIsEnough() {
        var ada = agreeing();
        inAudience(ada);
        database.run("update audience_member set topic = 'onboarding' where audience = ?", audience);
        assertThat(members()).containsExactly(hashOf(ada) + ",");

        database.run(
                "insert into suppression (profile_id, reason, actor, since) values (?, 'asked us', 'Kim', now())",
                database.profileOf(ada));

        assertThat(members()).isEmpty();
    }

    @Test
    void shouldBeCounted() {
        inAudience(agreeing(), agreeing());

        assertThat(given().get("/api/audiences")
                        .jsonPath()
                        .getList("findAll { it.key == '" + audience + "' }.members", Integer.class))
                .containsExactly(2);
    }

    @Test
    void shouldRefuseANetworkAndAKeyThatCannotBe() {
        given().get("/api/audiences/{key}/members.csv", audience)
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-network"));
        given().queryParam("network", "facebook")
                .get("/api/audiences/{key}/members.csv", "A\"b")
                .then()
                .statusCode(400)
                .body("code", equalTo("invalid-audience"));
    }

    private void inAudience(Person... people) {
        var journey = joining("advertising").published();
        for (var person : people) {
            journey.enrols(person);
        }
        for (var person : people) {
            journey.awaitAt(person, "Wait");
        }
        assertThat(members()).hasSize(people.length);
    }

    private Drawing joining(String topic) {
        return aJourney()
                .task("Join", "ad-audience", headers("join", topic))
                .timer("Wait", "P30D")
                .end("End", "Done")
                .path("Start", "Join", "Wait", "End");
    }

    private String[] headers(String action, String topic) {
        return new String[] {"audience", audience, "network", "facebook", "action", action, "topic", topic};
    }

    private List<String> members() {
        return given().queryParam("network", "facebook")
                .get("/api/audiences/{key}/members.csv", audience)
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .lines()
                .skip(1)
                .toList();
    }

    private List<String> decisions(Drawing journey, Person person) {
        return decided("word", journey, person);
    }

    private List<String> reasons(Drawing journey, Person person) {
        return decided("detail", journey, person);
    }

    private List<String> decided(String column, Drawing journey, Person person) {
        return database.texts(
                "select " + column + " from step_decision d join enrolment e on e.id = d.enrolment_id"
                        + " where e.journey = ? and e.profile_id = ? order by d.decided_at",
                journey.key(),
                database.profileOf(person));
    }

    private static String hashOf(Person person) {
        return Digest.of(person.userId() + "@example.org");
    }

    private static Person known() {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org"));
    }

    private Person agreeing() {
        var person = known();
        consents(person, "ads", true);
        return person;
    }

    private void consents(Person person, String channel, boolean given) {
        given().contentType(ContentType.JSON)
                .body(Map.of(
                        "topic",
                        "advertising",
                        "channel",
                        channel,
                        "given",
                        given,
                        "wording",
                        "form-1",
                        "language",
                        "en",
                        "method",
                        "form"))
                .post("/api/profiles/{id}/consents", database.profileOf(person))
                .then()
                .statusCode(201);
    }
}
