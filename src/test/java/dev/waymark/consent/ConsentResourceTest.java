package dev.waymark.consent;

import static dev.waymark.consent.Words.allows;
import static dev.waymark.consent.Words.says;
import static dev.waymark.consent.Words.takesBack;
import static dev.waymark.consent.Words.with;
import static dev.waymark.consent.Words.without;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.enterprise.event.Event;
import jakarta.inject.Inject;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Consent through HTTP: recorded once, never changed, and the state at any moment. */
@WaymarkTest
class ConsentResourceTest {

    @Inject
    Database database;

    @Inject
    Consents consents;

    @Inject
    Event<ProfileErased> erasure;

    @Inject
    Clock clock;

    private UUID ada;

    @BeforeEach
    void knowAda() {
        ada = somebody();
    }

    @Test
    void shouldRecordWhatAPersonAllows() {
        // when
        var answer = says(ada, allows("product-news", "email")).then().statusCode(201);

        // then
        var record = answer.extract().jsonPath();
        assertThat(record.getString("topic")).isEqualTo("product-news");
        assertThat(record.getString("wording")).isEqualTo("newsletter-3");
        assertThat(record.getString("actor")).isEqualTo("api");
        assertThat(record.getMap("evidence")).isEqualTo(Map.of("form", "signup-footer"));
        assertThat(record.getString("at")).isEqualTo(record.getString("recordedAt"));
        assertThat(consents.allows(new ProfileId(ada), "product-news", ConsentChannel.EMAIL))
                .isTrue();
        assertThat(consents.allows(new ProfileId(ada), "product-news", ConsentChannel.SMS))
                .isFalse();
        assertThat(consents.allows(new ProfileId(ada), "surveys", ConsentChannel.EMAIL))
                .isFalse();
    }

    @Test
    void shouldTakeBackWithLessThanGivingAsks() {
        // given
        says(ada, allows("product-news", "email"));

        // when
        says(ada, takesBack("product-news", "email")).then().statusCode(201);

        // then
        assertThat(state("").getList("items.given")).containsExactly(false);
        assertThat(consents.allows(new ProfileId(ada), "product-news", ConsentChannel.EMAIL))
                .isFalse();
    }

    @Test
    void shouldAcceptAWithdrawalOfWhatWasNeverGiven() {
        says(ada, takesBack("never-asked", "any")).then().statusCode(201);
    }

    @Test
    void shouldLetTheLaterOfAnyAndOneChannelDecide() {
        // given
        says(ada, with(allows("news", "email"), "at", ago(4)));
        says(ada, with(takesBack("news", "any"), "at", ago(3)));
        says(ada, with(allows("news", "sms"), "at", ago(2)));

        // when
        var state = state("");

        // then
        assertThat(state.getList("items.channel")).containsExactly("any", "email", "sms");
        assertThat(state.getList("items.given")).containsExactly(false, false, true);
        assertThat(state.getList("items.record.channel")).containsExactly("any", "any", "sms");
    }

    @Test
    void shouldTellTheStateOfAPastMomentAlsoWhenItWasRecordedLate() {
        // given
        says(ada, with(takesBack("news", "email"), "at", ago(1)));
        says(ada, with(allows("news", "email"), "at", ago(5)));

        // then
        assertThat(state("?at=" + ago(6)).getList("items")).isEmpty();
        assertThat(state("?at=" + ago(3)).getList("items.given")).containsExactly(true);
        assertThat(state("").getList("items.given")).containsExactly(false);
    }

    @Test
    void shouldLetTheOneRecordedLaterDecideATie() {
        var at = ago(2);
        says(ada, with(allows("news", "email"), "at", at));
        says(ada, with(takesBack("news", "any"), "at", at));

        assertThat(state("").getList("items.given")).containsExactly(false, false);
    }

    @Test
    void shouldAnswerARepeatAsTheFirstTime() {
        // given
        var consent = with(allows("news", "email"), "id", UUID.randomUUID());
        var first = says(ada, consent).then().statusCode(201).extract().asString();

        // when
        var second = says(ada, consent).then().statusCode(201).extract().asString();

        // then
        assertThat(second).isEqualTo(first);
        assertThat(history("").getList("items")).hasSize(1);
        assertThat(audited()).hasSize(1);
    }

    @Test
    void shouldRefuseAnotherConsentUnderTheSameId() {
        // given
        var consent = with(allows("news", "email"), "id", UUID.randomUUID());
        says(ada, consent);

        // then
        says(ada, with(consent, "channel", "sms")).then().statusCode(409);
        says(ada, with(consent, "evidence", Map.of("form", "other"))).then().statusCode(409);
        says(somebody(), consent).then().statusCode(409);
    }

    @Test
    void shouldPageThroughTheHistoryNewestFirst() {
        // given
        for (var topic : List.of("one", "two", "three")) {
            says(ada, allows(topic, "email"));
        }

        // when
        var first = history("?limit=2");
        var second = history("?limit=2&cursor=" + first.getString("next"));

        // then
        assertThat(first.getList("items.topic")).containsExactly("three", "two");
        assertThat(second.getList("items.topic")).containsExactly("one");
        assertThat(second.getString("next")).isNull();
    }

    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "topic, Product News",
        "topic, any",
        "channel, fax",
        "method, By Form",
        "language, x",
        "language, not a language",
        "wording, ' '",
        "at, 2999-01-01T00:00:00Z",
        "at, 1960-01-01T00:00:00Z"
    })
    void shouldRefuseWhatIsNotSound(String field, String value) {
        says(ada, with(allows("news", "email"), field, value))
                .then()
                .statusCode(400)
                .body("pointer", org.hamcrest.Matchers.is("/" + field));
    }

    @ParameterizedTest
    @CsvSource({"topic", "channel", "given", "method", "wording", "language"})
    void shouldRefuseAGivingThatLeavesOut(String field) {
        says(ada, without(allows("news", "email"), field))
                .then()
                .statusCode(400)
                .body("pointer", org.hamcrest.Matchers.is("/" + field));
    }

    @Test
    void shouldRefuseEvidenceThatCannotBeKept() {
        var consent = allows("news", "email");

        says(ada, with(consent, "evidence", Map.of("ip", "\u0000"))).then().statusCode(400);
        says(ada, with(consent, "evidence", Map.of("ip", "x".repeat(501))))
                .then()
                .statusCode(400);
        says(ada, with(consent, "evidence", Map.of("ip", Map.of("a", "b"))))
                .then()
                .statusCode(400);
        assertThat(history("").getList("items")).isEmpty();
    }

    @Test
    void shouldRefuseAnImportOfBoxesNobodyTicked() {
        var imported = with(allows("news", "email"), "method", "import");

        says(ada, without(with(imported, "at", ago(9)), "evidence"))
                .then()
                .statusCode(422)
                .body("code", org.hamcrest.Matchers.is("import-without-evidence"));
        says(ada, imported).then().statusCode(422);
        says(ada, with(imported, "at", ago(9))).then().statusCode(201);
        says(ada, with(takesBack("news", "email"), "method", "import")).then().statusCode(201);
    }

    @ParameterizedTest
    @CsvSource({"actor, me", "recordedAt, 2020-01-01T00:00:00Z", "profileId, x", "wordng, 3"})
    void shouldRefuseFieldsThatAreNotToBeSet(String field, String value) {
        says(ada, with(allows("news", "email"), field, value))
                .then()
                .statusCode(400)
                .body("pointer", org.hamcrest.Matchers.is("/" + field));
    }

    @Test
    void shouldSayThatAProfileOrAMomentIsUnknown() {
        says(UUID.randomUUID(), allows("news", "email")).then().statusCode(404);
        given().get("/api/profiles/{id}/consents", UUID.randomUUID()).then().statusCode(404);
        given().get("/api/profiles/{id}/consents?at=yesterday", ada).then().statusCode(400);
        given().get("/api/profiles/{id}/consents?at=-999999-01-01T00:00:00Z", ada)
                .then()
                .statusCode(400);
        given().contentType(ContentType.JSON)
                .post("/api/profiles/{id}/consents", ada)
                .then()
                .statusCode(400);
    }

    @Test
    void shouldAuditEachRecordWithoutSayingWhoItIs() {
        // when
        var record = says(ada, allows("news", "email")).jsonPath().getString("id");
        says(ada, takesBack("news", "any"));

        // then
        assertThat(audited()).hasSize(2);
        assertThat(audited().getFirst()).isEqualTo("consent-given");
        assertThat(database.text("select details::text from audit_entry where details->>'record' = ?", record))
                .isEqualTo("{\"topic\": \"news\", \"record\": \"" + record + "\", \"channel\": \"email\"}");
    }

    @Test
    void shouldNotLetTheDatabaseChangeARecord() {
        // given
        says(ada, allows("news", "email"));

        // then
        assertThatThrownBy(() -> database.run("update consent set given = false where profile_id = ?", ada))
                .hasMessageContaining("append-only");
        assertThatThrownBy(() -> database.run("delete from consent where profile_id = ?", ada))
                .hasMessageContaining("only by erasing");
        assertThatThrownBy(() -> database.run("truncate consent")).hasMessageContaining("append-only");
    }

    @Test
    void shouldCountWhatWasSaidBeforeTwoProfilesBecameOne() {
        // given
        var loser = somebody();
        says(loser, with(allows("news", "email"), "at", ago(2)));
        says(ada, with(takesBack("news", "sms"), "at", ago(1)));

        // when
        database.run("update profile set merged_into = ? where id = ?", ada, loser);

        // then
        assertThat(state("").getList("items.channel")).containsExactly("email", "sms");
        assertThat(history("").getList("items.profileId")).containsExactly(ada.toString(), loser.toString());
        assertThat(consents.allows(new ProfileId(loser), "news", ConsentChannel.EMAIL))
                .isTrue();
    }

    @Test
    void shouldKnowARepeatAlsoAfterTwoProfilesBecameOne() {
        // given
        var loser = somebody();
        var consent = with(allows("news", "email"), "id", UUID.randomUUID());
        var first = says(loser, consent).then().statusCode(201).extract().asString();

        // when
        database.run("update profile set merged_into = ? where id = ?", ada, loser);

        // then
        assertThat(says(loser, consent).then().statusCode(201).extract().asString())
                .isEqualTo(first);
    }

    @Test
    void shouldForgetAnErasedPersonAndKeepTheAuditEntry() {
        // given
        var other = somebody();
        says(ada, allows("news", "email"));
        says(other, allows("news", "email"));

        // when
        QuarkusTransaction.requiringNew()
                .run(() -> erasure.fire(new ProfileErased(new ProfileId(ada), List.of(new ProfileId(ada)))));

        // then
        assertThat(database.number("select count(*) from consent where profile_id = ?", ada))
                .isZero();
        assertThat(database.number("select count(*) from consent where profile_id = ?", other))
                .isEqualTo(1);
        assertThat(audited()).containsExactly("consent-given");
    }

    private UUID somebody() {
        return database.profileOf(Person.somebody().identifies(Map.of("firstName", "Ada")));
    }

    private String ago(int days) {
        return clock.instant().minus(Duration.ofDays(days)).toString();
    }

    private List<String> audited() {
        return database.texts(
                "select action from audit_entry where subject_id = ? and action like 'consent-%' order by id",
                ada.toString());
    }

    private JsonPath state(String query) {
        return ok("/api/profiles/" + ada + "/consents" + query);
    }

    private JsonPath history(String query) {
        return ok("/api/profiles/" + ada + "/consents/history" + query);
    }

    private static JsonPath ok(String path) {
        return given().get(path).then().statusCode(200).extract().jsonPath();
    }
}
