package dev.waymark.segment;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import javax.sql.DataSource;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** An analyst edits a rule file while Waymark runs. */
@WaymarkTest
class RuleEditTest {

    private static final String CONDITION = "did(\"Key Feature Used\")";

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    @Inject
    Database database;

    @Inject
    DataSource source;

    private Path file;
    private Path fixtures;
    private String fixturesBefore;
    private String before;
    private String versionBefore;

    @BeforeEach
    void openTheFile() throws IOException {
        file = definitions.resolve("rules/segments/engaged.drl");
        before = Files.readString(file);
        versionBefore = version();
        // the examples hold for the shipped rule only
        fixtures = definitions.resolve("rules/fixtures/engaged.yaml");
        fixturesBefore = Files.readString(fixtures);
        Files.delete(fixtures);
    }

    @AfterEach
    void restoreTheFile() throws IOException {
        Files.writeString(file, before);
        Files.writeString(fixtures, fixturesBefore);
        await().atMost(20, SECONDS).until(() -> version().equals(versionBefore));
    }

    @Test
    void shouldDecideByTheEditedRuleWithinSeconds() throws IOException {
        // when
        edit("did(\"Beta Tried\")");

        // then
        await().atMost(10, SECONDS).until(() -> !version().equals(versionBefore));
        assertThat(ruleSet().getList("findings")).isEmpty();

        // and the decision names the new rule set
        var ada = Person.somebody().tracks("Beta Tried");
        assertThat(database.text(
                        "select rule_set from membership where segment = 'engaged' and profile_id = ?",
                        database.profileOf(ada)))
                .isEqualTo(version());
        assertThat(timesEngaged(Person.somebody().tracks("Key Feature Used"))).isZero();
    }

    @Test
    void shouldLetEverybodyFollowWithoutAnyEvent() throws IOException {
        // given
        var ben = Person.somebody().tracks("Beta Tried");
        assertThat(timesEngaged(ben)).isZero();

        // when
        edit("did(\"Beta Tried\")");

        // then
        await().atMost(30, SECONDS).until(() -> timesEngaged(ben) == 1);
    }

    @Test
    void shouldBringEverybodyBackWhenAnEditIsTakenBackAtOnce() throws IOException {
        // given
        var cleo = Person.somebody().tracks("Key Feature Used").tracks("Beta Tried");
        var dan = Person.somebody().tracks("Key Feature Used");
        edit("did(\"Beta Tried\")");
        await().atMost(30, SECONDS).until(() -> leftEngaged(dan) == 1);

        // when
        Files.writeString(file, before);

        // then
        await().atMost(30, SECONDS).until(() -> timesEngaged(dan) == 2);
        assertThat(leftEngaged(cleo)).isZero();
    }

    @Test
    void shouldRefuseABrokenEditAndGoOnWithTheOldRules() throws IOException {
        // when
        edit("did(\"Key Feature Used\") || oops(3)");

        // then
        await().atMost(10, SECONDS).until(() -> !ruleSet().getList("findings").isEmpty());
        assertThat(ruleSet().getString("findings[0].file")).isEqualTo("rules/segments/engaged.drl");
        assertThat(ruleSet().getInt("findings[0].line")).isEqualTo(6);
        assertThat(ruleSet().getString("findings[0].sentence"))
                .startsWith("Expected")
                .contains("oops");
        assertThat(version()).isEqualTo(versionBefore);
        assertThat(timesEngaged(Person.somebody().tracks("Key Feature Used"))).isOne();
    }

    @Test
    void shouldRefuseAnEditThatTheExamplesContradict() throws IOException {
        // when
        Files.writeString(fixtures, fixturesBefore);
        edit("did(\"Beta Tried\")");

        // then
        await().atMost(10, SECONDS)
                .until(() -> ruleSet()
                        .getList("findings.file")
                        .equals(List.of("rules/fixtures/engaged.yaml", "rules/fixtures/engaged.yaml")));
        assertThat(version()).isEqualTo(versionBefore);
    }

    @Test
    void shouldForgetItsFindingsOnceTheFileIsMended() throws IOException {
        // given
        edit("did(");
        await().atMost(10, SECONDS).until(() -> !ruleSet().getList("findings").isEmpty());

        // when
        Files.writeString(file, before);

        // then
        await().atMost(10, SECONDS).until(() -> ruleSet().getList("findings").isEmpty());
        assertThat(version()).isEqualTo(versionBefore);
    }

    @Test
    void shouldReadATableOfScores() throws IOException {
        // given
        var table = definitions.resolve("rules/tables/tried.csv");
        Files.createDirectories(table.getParent());

        // when
        Files.writeString(table, "r,f,m,segment,owner,reason\n5,5,5,tried-by-table,growth,why\n");

        // then
        try {
            await().atMost(20, SECONDS).until(() -> !version().equals(versionBefore));
            assertThat(ruleSet().getString("segments.find { it.key == 'tried-by-table' }.file"))
                    .isEqualTo("rules/tables/tried.csv");
        } finally {
            Files.delete(table);
        }
    }

    @Test
    void shouldTryAnEditAgainThatTheDatabaseCouldNotTake() throws Exception {
        // given an edit that hangs on a locked table
        try (var connection = source.getConnection()) {
            connection.setAutoCommit(false);
            lock(connection);
            edit("did(\"Beta Tried\")");
            await().atMost(10, SECONDS).until(() -> !waiting().isEmpty());

            // when its connection dies
            database.text(
                    "select pg_terminate_backend(cast(? as int))",
                    Integer.valueOf(waiting().getFirst()));
            connection.rollback();
        }

        // then
        await().atMost(15, SECONDS).until(() -> !version().equals(versionBefore));
    }

    private static void lock(Connection connection) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute("lock table rule_set in access exclusive mode");
        }
    }

    private List<String> waiting() {
        return database.texts("select pid from pg_locks where relation = 'rule_set'::regclass and not granted");
    }

    private void edit(String condition) throws IOException {
        Files.writeString(file, before.replace(CONDITION, condition));
    }

    private long timesEngaged(Person person) {
        return database.number(
                "select count(*) from membership where segment = 'engaged' and profile_id = ?",
                database.profileOf(person));
    }

    private static String version() {
        return ruleSet().getString("version");
    }

    private static JsonPath ruleSet() {
        return given().get("/api/rule-set").then().statusCode(200).extract().jsonPath();
    }

    private long leftEngaged(Person person) {
        return database.number(
                "select count(*) from membership where segment = 'engaged' and left_at is not null and profile_id = ?",
                database.profileOf(person));
    }
}
