package dev.waymark.release;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.startsWith;

import dev.waymark.support.Actor;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.RestAssured;
import jakarta.inject.Inject;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A change of rules from the one who hands it in to the one who takes it back. */
@WaymarkTest
class ReleaseFlowTest {

    private static final String ENGAGED = "rules/segments/engaged.drl";

    @Inject
    Database database;

    @Inject
    RuleFolder folder;

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    private final RuleReleasesApi api = new RuleReleasesApi();
    private int before;
    private String versionBefore;

    @BeforeEach
    void remember() {
        before = api.active();
        versionBefore = api.liveVersion();
    }

    @AfterEach
    void rollBack() {
        if (api.active() != before) {
            api.rollBack("tester", before, "the test is over").statusCode(200);
        }
    }

    @Test
    void shouldDecideByAReleaseThatASecondPersonApproved() {
        // when
        var number = api.handIn("Ada", before, Map.of(ENGAGED, rule("Beta Tried")))
                .statusCode(201)
                .body("status", equalTo("CHECKED"))
                .body("author", equalTo("Ada"))
                .body("basedOn", equalTo(before))
                .body("findings", empty())
                .extract()
                .jsonPath()
                .getInt("number");
        assertThat(api.liveVersion()).isEqualTo(versionBefore);
        api.approve("Ben", number)
                .statusCode(200)
                .body("status", equalTo("APPROVED"))
                .body("approver", equalTo("Ben"));
        assertThat(api.liveVersion()).isEqualTo(versionBefore);
        api.activate("Ada", number).statusCode(200).body("status", equalTo("ACTIVE"));

        // then
        assertThat(segmentsOf(Person.somebody().tracks("Beta Tried"))).contains("engaged");
        assertThat(segmentsOf(Person.somebody().tracks("Key Feature Used"))).doesNotContain("engaged");
        assertThat(api.release(before).getString("status")).isEqualTo("SUPERSEDED");
        assertThat(api.release(number).getString("ruleSet")).isEqualTo(api.liveVersion());

        // and what decided can be looked up
        assertThat(database.texts("select sources ->> ? from rule_set where version = ?", ENGAGED, api.liveVersion()))
                .containsExactly(rule("Beta Tried"));
    }

    /** As curl -X POST without -d does it: no body, and no word about its type. */
    @Test
    void shouldNotAskForABody() throws Exception {
        // given
        var number = handedIn("Ada", rule("Beta Tried"));

        // when / then
        RuleReleasesApi.as("Ada")
                .body("null")
                .post("/api/rule-releases/{number}/approval", number)
                .then()
                .statusCode(422);
        assertThat(postNothing(number, "approval", "Ben")).isEqualTo(200);
        assertThat(postNothing(number, "activation", "Ada")).isEqualTo(200);
        assertThat(api.release(number).getString("status")).isEqualTo("ACTIVE");
        RuleReleasesApi.as("Ben")
                .body("no JSON")
                .post("/api/rule-releases/{number}/approval", number)
                .then()
                .statusCode(400)
                .body("code", equalTo("reason-unreadable"));
    }

    private static int postNothing(int number, String step, String actor) throws Exception {
        try (var http = HttpClient.newHttpClient()) {
            var request = HttpRequest.newBuilder(URI.create(
                            "http://localhost:" + RestAssured.port + "/api/rule-releases/" + number + "/" + step))
                    .header(Actor.HEADER, actor)
                    .POST(HttpRequest.BodyPublishers.noBody())
                    .build();
            return http.send(request, HttpResponse.BodyHandlers.discarding()).statusCode();
        }
    }

    @Test
    void shouldShowHowItDiffers() {
        // when
        var number = handedIn("Ada", rule("Beta Tried"));

        // then
        var release = api.release(number);
        assertThat(release.getString("diffToActive"))
                .contains("--- a/rules/segments/engaged.drl\n+++ b/rules/segments/engaged.drl\n@@ -1,")
                .contains("\n+    Profile( did(\"Beta Tried\") )\n");
        assertThat(release.getMap("files")).containsEntry(ENGAGED, rule("Beta Tried"));
        assertThat(api.release(before).getString("diffToActive")).isEmpty();
    }

    @Test
    void shouldKeepARefusedReleaseWithAllItsFindings() {
        // when
        var number = api.handIn(
                        "Ada",
                        before,
                        Map.of(
                                ENGAGED,
                                rule("Beta Tried").replace("did(", "oops("),
                                "rules/segments/second.drl",
                                "rule"))
                .statusCode(201)
                .body("status", equalTo("REFUSED"))
                .body("findings.file", equalTo(List.of(ENGAGED, "rules/segments/second.drl")))
                .body("findings[0].line", equalTo(4))
                .body("findings[0].column", equalTo(14))
                .body("findings[0].sentence", startsWith("Expected a question to `Profile`"))
                .extract()
                .jsonPath()
                .getInt("number");

        // then it goes nowhere
        api.approve("Ben", number)
                .statusCode(409)
                .contentType("application/problem+json")
                .body("code", equalTo("release-not-ready"))
                .body(
                        "detail",
                        equalTo("Expected a release that can be approved, but release " + number
                                + " is REFUSED. Look at its status first."));
        assertThat(api.liveVersion()).isEqualTo(versionBefore);
    }

    @ParameterizedTest
    @CsvSource({"Ada", "ada", "'  ADA '"})
    void shouldNeedASecondPerson(String sameAuthor) {
        // given
        var number = handedIn("Ada", rule("Beta Tried"));

        // then
        api.approve(sameAuthor, number).statusCode(422).body("code", equalTo("approver-is-author"));
        api.activate("Ben", number).statusCode(409).body("code", equalTo("release-not-ready"));
        assertThat(api.release(number).getString("status")).isEqualTo("CHECKED");
    }

    @Test
    void shouldAskWhoItIs() {
        // given
        var number = handedIn("Ada", rule("Beta Tried"));

        // then
        api.approve(null, number).statusCode(400).body("code", equalTo("actor-missing"));
        api.approve(" ", number).statusCode(400).body("code", equalTo("actor-missing"));
        api.approve("Folder", number).statusCode(400).body("code", equalTo("actor-reserved"));
        api.handIn(null, before, Map.of(ENGAGED, "x")).statusCode(400).body("pointer", equalTo("X-Waymark-Actor"));
        api.activate(null, number).statusCode(400);
        api.rollBack(null, before, "why").statusCode(400);
    }

    @Test
    void shouldNotActivateWhatWasApprovedAgainstOtherRules() {
        // given two changes of the same release
        var first = handedIn("Ada", rule("Beta Tried"));
        var second = handedIn("Cleo", rule("Gamma Tried"));
        api.approve("Ben", first).statusCode(200);
        api.approve("Ben", second).statusCode(200);

        // when
        api.activate("Ben", first).statusCode(200);

        // then
        api.activate("Ben", second).statusCode(409).body("code", equalTo("release-outdated"));
        api.handIn("Cleo", before, Map.of(ENGAGED, rule("Gamma Tried")))
                .statusCode(409)
                .body("pointer", equalTo("/basedOn"));
        assertThat(api.active()).isEqualTo(first);
    }

    @Test
    void shouldGoBackInOneCall() {
        // given
        var number = activated(rule("Beta Tried"));
        var ada = Person.somebody().tracks("Beta Tried");

        // when
        api.rollBack("Ben", before, "too many people").statusCode(200).body("number", equalTo(before));

        // then
        assertThat(api.liveVersion()).isEqualTo(versionBefore);
        assertThat(segmentsOf(Person.somebody().tracks("Key Feature Used"))).contains("engaged");
        assertThat(segmentsOf(ada.tracks("Beta Tried"))).doesNotContain("engaged");
        assertThat(api.release(before)
                        .<Map<String, Object>>getList("activations")
                        .getFirst())
                .containsEntry("actor", "Ben")
                .containsEntry("reason", "too many people")
                .containsEntry("replaced", number);

        // and forth
        api.rollBack("Ben", number, "it was right").statusCode(200);
        api.rollBack("Ben", number, "once more").statusCode(409).body("code", equalTo("release-not-ready"));
    }

    @Test
    void shouldRollBackOnlyToWhatDecidedOnce() {
        // given
        var number = handedIn("Ada", rule("Beta Tried"));

        // then
        api.rollBack("Ben", number, "why").statusCode(409).body("code", equalTo("release-not-ready"));
        api.rollBack("Ben", 999_999, "why").statusCode(404).body("code", equalTo("release-unknown"));
        api.rollBack("Ben", before, " ").statusCode(400).body("code", equalTo("rollback-incomplete"));
    }

    @Test
    void shouldKeepWhoDidWhatAndWhy() {
        // when
        var number = activated(rule("Beta Tried"));

        // then
        assertThat(database.texts("""
                        select concat_ws(' ', actor, action, details ->> 'from', details ->> 'to', details ->> 'reason')
                        from audit_entry where subject = 'rule-release' and subject_id = ? order by id
                        """, Integer.toString(number)))
                .containsExactly(
                        "Ada rule-release-checked DRAFT CHECKED because",
                        "Ben rule-release-approved CHECKED APPROVED fine",
                        "Cleo rule-release-activated APPROVED ACTIVE now");
    }

    @Test
    void shouldFollowWhatAnotherNodeActivated() {
        // given
        var number = activated(rule("Beta Tried"));
        var version = api.liveVersion();
        assertThat(version).isNotEqualTo(versionBefore);
        api.rollBack("Ben", before, "why").statusCode(200);
        assertThat(api.liveVersion()).isEqualTo(versionBefore);

        // when
        database.run("update rule_release set status = 'SUPERSEDED' where number = ?", before);
        database.run("update rule_release set status = 'ACTIVE' where number = ?", number);

        // then
        await().atMost(20, SECONDS).until(() -> api.liveVersion().equals(version));
    }

    @Test
    void shouldLetAFolderThatNobodyTouchedRest() {
        // given
        var number = activated(rule("Beta Tried"));

        // when a node starts
        folder.forget();
        folder.look();

        // then
        assertThat(api.active()).isEqualTo(number);
    }

    @Test
    void shouldReleaseAnEditInTheFolderAtOnce() throws Exception {
        // given
        var number = activated(rule("Beta Tried"));
        var file = definitions.resolve("rules/segments/triers.drl");
        try {
            // when
            Files.writeString(file, rule("Gamma Tried").replace("\"engaged\"", "\"triers\""));
            await().atMost(20, SECONDS).until(() -> api.segments().contains("triers"));

            // then
            assertThat(api.active()).isGreaterThan(number);
            assertThat(api.release(api.active()).getString("author")).isEqualTo("folder");
            assertThat(segmentsOf(Person.somebody().tracks("Gamma Tried"))).contains("triers");
            assertThat(segmentsOf(Person.somebody().tracks("Key Feature Used"))).contains("engaged");
        } finally {
            Files.delete(file);
        }
        await().atMost(20, SECONDS).until(() -> api.liveVersion().equals(versionBefore));
    }

    @Test
    void shouldChangeNothingWithAFixture() {
        // when
        var fixture = "rules/fixtures/new-signups.yaml";
        var text = api.release(before).<String, String>getMap("files").get(fixture);
        var number = api.handIn("Ada", before, Map.of(fixture, text + "# looked through\n"))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getInt("number");
        api.approve("Ben", number).statusCode(200);
        api.activate("Ben", number).statusCode(200);

        // then
        assertThat(api.active()).isEqualTo(number);
        assertThat(api.liveVersion()).isEqualTo(versionBefore);
    }

    @Test
    void shouldListReleasesNewestFirst() {
        // given
        var first = handedIn("Ada", rule("Beta Tried"));
        var second = handedIn("Ada", rule("Gamma Tried"));

        // when
        var page = given().queryParam("limit", 1).get("/api/rule-releases").jsonPath();

        // then
        assertThat(page.getList("items.number")).containsExactly(second);
        given().queryParam("cursor", page.getString("next"))
                .get("/api/rule-releases")
                .then()
                .body("items[0].number", equalTo(first))
                .body("items.number", hasItem(before));
        given().get("/api/rule-releases/999999").then().statusCode(404).body("code", equalTo("release-unknown"));
    }

    private int activated(String text) {
        var number = handedIn("Ada", text);
        api.approve("Ben", number).statusCode(200);
        api.activate("Cleo", number).statusCode(200);
        return number;
    }

    private int handedIn(String author, String text) {
        return api.handIn(author, before, Map.of(ENGAGED, text))
                .statusCode(201)
                .extract()
                .jsonPath()
                .getInt("number");
    }

    private List<String> segmentsOf(Person person) {
        return database.texts(
                "select segment from membership where left_at is null and profile_id = ?", database.profileOf(person));
    }

    private static String rule(String event) {
        return """
                rule "A person who tried it is engaged"
                    @segment("engaged") @title("Engaged") @owner("product")
                when
                    Profile( did("%s") )
                then
                    segment.add("tried it");
                end
                """.formatted(event);
    }
}
