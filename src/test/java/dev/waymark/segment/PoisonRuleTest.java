package dev.waymark.segment;

import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.Site.sendsBatch;
import static dev.waymark.testing.Site.track;
import static dev.waymark.testing.Site.with;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.support.DefinitionFolder;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.Poison;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Promise P-R12, fault F19: rules that would hold up every event of somebody for seconds are live. */
@WaymarkTest
class PoisonRuleTest {

    private static final String FILE = "rules/segments/poisonous.drl";

    /** For an ingest that finds the poison, on a busy machine. */
    private static final Duration BOUNDED = Duration.ofSeconds(15);

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    @Inject
    Database database;

    @Inject
    RuleSets ruleSets;

    @Inject
    DefinitionFolder folder;

    private String versionBefore;

    @BeforeEach
    void remember() {
        versionBefore = version();
    }

    @AfterEach
    void takeTheFileAway() throws IOException {
        Files.deleteIfExists(definitions.resolve(FILE));
        await().atMost(60, SECONDS).until(() -> version().equals(versionBefore));
    }

    @Test
    void shouldContainAPoisonRule() throws IOException {
        // given
        write("didWithinHours(\"Poison Tasted\", 24)", Poison.rules("poisonous"));
        var ben = Person.signedUp("Ben").tracks("Poison Tasted");
        assertThat(isIn(ben, "poisonous")).isTrue();
        assertThat(ruleSet().getList("quarantined")).isEmpty();

        // when somebody comes about whom it goes on for long
        var ada = whoLikesMuch();
        var cleo = Person.somebody();
        var asked = System.nanoTime();
        sendsBatch(List.of(
                        with(track(ada.userId(), "Product Viewed"), "properties", Map.of("category", "TV")),
                        track(cleo.userId(), "Key Feature Used"),
                        track(ada.userId(), "Poison Tasted"),
                        track(ada.userId(), "Key Feature Used")))
                .then()
                .statusCode(200);

        // then the batch is taken in time and everything else is decided
        assertThat(Duration.ofNanos(System.nanoTime() - asked)).isLessThan(BOUNDED);
        assertThat(isIn(cleo, "engaged")).isTrue();
        assertThat(isIn(ada, "engaged")).isTrue();
        assertThat(isIn(ada, "poisonous")).isFalse();

        // and everybody can read about it
        assertThat(ruleSet().getList("quarantined.file")).containsExactly(FILE);
        assertThat(ruleSet().getString("quarantined[0].reason"))
                .isEqualTo("Expected an answer about one person within 250 ms, but the rules of this file took longer,"
                        + " twice. Ask less in them.");
        assertThat(ruleSet().getInt("quarantined[0].line")).isPositive();
        assertThat(ruleSet().getString("quarantined[0].since")).isNotBlank();
        await().atMost(60, SECONDS).until(() -> stored() == 1);

        // when time passes
        letPass("PT24H1M");

        // then its members stay and others' do not
        await().atMost(60, SECONDS).until(() -> !isIn(ben, "new-signups"));
        assertThat(isIn(ben, "poisonous")).isTrue();

        // when the file is mended
        write("didWithinHours(\"Poison Tasted\", 25)", "");

        // then everybody follows
        await().atMost(60, SECONDS).until(() -> isIn(ada, "poisonous"));
        assertThat(isIn(ben, "poisonous")).isTrue();
        assertThat(ruleSet().getList("quarantined")).isEmpty();
    }

    @Test
    void shouldKeepAFileQuarantinedWhenCompiledAnew() throws IOException {
        // given
        write("did(\"Poison Tasted Again\")", Poison.rules("poisonous"));
        whoLikesMuch().tracks("Poison Tasted Again").tracks("Poison Tasted");
        await().atMost(60, SECONDS).until(() -> stored() == 1);
        var live = ruleSets.active();

        // when another node, or this one after a restart, compiles the same
        var check = RuleFilesCheck.standalone().check(folder.read(RuleFiles.ROOT, ""));
        var anew = ((RuleCheck.Accepted) check).ruleSet();
        ruleSets.use(anew, ruleSets.activeSince());

        // then
        await().atMost(60, SECONDS)
                .until(() -> ruleSet().getList("quarantined.file").equals(List.of(FILE)));
        assertThat(anew.version()).isEqualTo(live.version());
    }

    private void write(String question, String others) throws IOException {
        var before = version();
        Files.writeString(definitions.resolve(FILE), """
                rule "Tasted the poison" @segment("poisonous") @title("Poisoned") @owner("growth")
                when Profile( %s )
                then segment.add("tasted it"); end
                %s""".formatted(question, others));
        await().atMost(60, SECONDS).until(() -> !version().equals(before));
    }

    /** Somebody about whom the poison is one, as soon as anything happens. */
    private Person whoLikesMuch() {
        var person = Person.somebody().tracks("Looked around");
        database.run(
                "insert into interest (profile_id, category, days)"
                        + " select ?, 'category' || i, array[20000, 1] from generate_series(1, ?) i",
                database.profileOf(person),
                Poison.CATEGORIES);
        return person;
    }

    private boolean isIn(Person person, String segment) {
        return database.number(
                        "select count(*) from membership where segment = ? and left_at is null and profile_id = ?",
                        segment,
                        database.profileOf(person))
                == 1;
    }

    private long stored() {
        return database.number("select count(*) from rule_quarantine where rule_set = ?", version());
    }

    private static String version() {
        return ruleSet().getString("version");
    }

    private static JsonPath ruleSet() {
        return given().get("/api/rule-set").then().statusCode(200).extract().jsonPath();
    }
}
