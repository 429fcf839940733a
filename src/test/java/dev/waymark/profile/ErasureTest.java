package dev.waymark.profile;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Sandbox;
import dev.waymark.testing.Site;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Somebody asks to be forgotten: the canary in everything they are known by is found nowhere afterwards. */
@WaymarkTest
class ErasureTest {

    @Inject
    Database database;

    /** A mobile number in Thailand that nobody else has. */
    private final String phone =
            "8%08d".formatted(Math.floorMod(UUID.randomUUID().getMostSignificantBits(), 100_000_000));

    private final String canary = "canary" + UUID.randomUUID().toString().replace("-", "");

    @Test
    void shouldFindNothingOfAPersonAnywhereInTheDatabaseAfterwards() {
        // given somebody with traits, events, a refused event, a mail, and a journey that runs
        var ada = person();
        ada.tracks("Signed Up").awaitAt("Gateway_ProgressOrSilence");
        Sandbox.letPass("PT24H");
        await().atMost(20, SECONDS).until(() -> ada.messageStatuses().contains("ACCEPTED"));
        Site.sendsBatch(List.of(
                Map.of("type", "track", "userId", ada.userId(), "event", Map.of("no", "name")),
                Map.of(
                        "type",
                        "identify",
                        "userId",
                        12345,
                        "traits",
                        Map.of("email", canary.toUpperCase() + "@Example.org"))));
        ada.identifies(Map.of("phone", "+66 " + phone));
        Site.sendsBatch(List.of(Map.of("type", "track", "phone", "0" + phone, "event", canary)));
        assertThat(tablesNaming(canary)).contains("event", "identity", "profile", "parked_event", "mailbox_mail");

        // when
        var profile = database.profileOf(ada);
        given().delete("/api/profiles/{id}", profile).then().statusCode(200);

        // then
        assertThat(tablesNaming(canary)).isEmpty();
        given().get("/api/profiles/{id}", profile).then().statusCode(404);
        given().get("/api/profiles/{id}/export", profile).then().statusCode(404);
    }

    @Test
    void shouldCancelWhatRunsAndAnswerTheSameAgain() {
        // given
        var ada = person().tracks("Signed Up");
        var enrolment = ada.enrolment();
        var profile = database.profileOf(ada);

        // when
        var first = given().delete("/api/profiles/{id}", profile).jsonPath().getString("erasedAt");
        var second = given().delete("/api/profiles/{id}", profile).jsonPath().getString("erasedAt");

        // then
        assertThat(second).isEqualTo(first);
        given().get("/api/enrolments/{id}", enrolment)
                .then()
                .body("status", equalTo("CANCELLED"))
                .body("outcome", equalTo("erased"));
    }

    @Test
    void shouldTakeWhoComesAgainForSomebodyNew() {
        // given
        var ada = person();
        var before = database.profileOf(ada);
        given().delete("/api/profiles/{id}", before).then().statusCode(200);

        // when
        ada.tracks("Article Read");

        // then
        assertThat(database.profileOf(ada)).isNotEqualTo(before);
    }

    @Test
    void shouldExportEverythingHeldAboutAPerson() {
        // given
        var ada = person().tracks("Article Read");

        // when
        var export = given().get("/api/profiles/{id}/export", database.profileOf(ada));

        // then
        export.then().statusCode(200);
        assertThat(export.jsonPath().getList("event.name")).contains("Article Read");
        assertThat(export.jsonPath().getString("profile[0].traits.firstName")).contains(canary);
        assertThat(export.jsonPath().getList("identity.value")).contains(ada.userId());
    }

    private Person person() {
        return new Person("u-" + canary)
                .identifies(Map.of("firstName", "Ada " + canary, "email", canary + "@example.org"));
    }

    private List<String> tablesNaming(String text) {
        var named = new ArrayList<String>();
        for (var table : database.texts("select table_name from information_schema.tables"
                + " where table_schema = current_schema() and table_type = 'BASE TABLE'")) {
            if (database.number("select count(*) from " + table + " t where t::text ilike ?", "%" + text + "%") > 0) {
                named.add(table);
            }
        }
        return named;
    }
}
