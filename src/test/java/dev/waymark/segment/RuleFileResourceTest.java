package dev.waymark.segment;

import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;

import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/** The files of the live rule set, through HTTP. */
@WaymarkTest
class RuleFileResourceTest {

    private static final String TABLE = "rules/tables/shown.csv";

    @Inject
    RuleSets ruleSets;

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    @Test
    void shouldShowARuleFileAsItIsWritten() throws IOException {
        // when
        var file = show("rules/segments/engaged.drl");

        // then
        assertThat(file.getString("text")).isEqualTo(Files.readString(Path.of("rules/segments/engaged.drl")));
        assertThat(file.getString("ruleSet")).isEqualTo(ruleSets.active().version());
        assertThat(file.getList("standsFor")).isEmpty();
    }

    @Test
    void shouldShowTheRulesThatATableStandsFor() throws IOException {
        // given
        var before = ruleSets.active().version();
        var text = "r,f,m,segment,owner,reason\n5,4-5,any,shown-by-table,growth,often and lately\n";
        Files.createDirectories(definitions.resolve(TABLE).getParent());

        // when
        Files.writeString(definitions.resolve(TABLE), text);

        // then
        try {
            await().atMost(20, SECONDS).until(() -> !ruleSets.active().version().equals(before));
            var file = show(TABLE);
            assertThat(file.getString("text")).isEqualTo(text);
            assertThat(file.getString("standsFor[0].path")).isEqualTo("rules/segments/shown-by-table.drl");
            assertThat(file.getString("standsFor[0].text"))
                    .contains("Rfm( r == 5, f >= 4 )", "segment.add(\"often and lately\");");
        } finally {
            Files.delete(definitions.resolve(TABLE));
            await().atMost(20, SECONDS).until(() -> ruleSets.active().version().equals(before));
        }
    }

    @Test
    void shouldSayThatAFileIsNotThere() {
        given().get("/api/rule-set/files/rules/segments/nobody.drl")
                .then()
                .statusCode(404)
                .body("code", equalTo("rule-file-unknown"));
    }

    private static JsonPath show(String path) {
        return given().get("/api/rule-set/files/" + path)
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
