package dev.waymark.segment;

import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** The analysis of the live rule set, through HTTP, and the names it is held against. */
@WaymarkTest
class AnalysisResourceTest {

    @Inject
    RuleSets ruleSets;

    @Inject
    KnownNames known;

    @Test
    void shouldAnalyseWhatIsLive() {
        // given
        Person.signedUp("Ada").tracks("Key Feature Used");

        // when
        var analysis = analysis();

        // then
        assertThat(analysis.getString("ruleSet")).isEqualTo(ruleSets.active().version());
        assertThat(
                        analysis.getList(
                                "remarks.findAll { it.file in ['rules/segments/engaged.drl', 'rules/segments/new-signups.drl'] }"))
                .isEmpty();
    }

    @Test
    void shouldKnowWhichNamesWereSent() {
        // given
        Person.somebody().tracks("Fish Fed").identifies(Map.of("fishName", "Wanda"));

        // when / then
        assertThat(known.events(List.of("Fish Fed", "Fish Fled", "fishName"))).containsExactly("Fish Fed");
        assertThat(known.traits(List.of("fishName", "fishNames", "Fish Fed"))).containsExactly("fishName");
        assertThat(known.events(List.of())).isEmpty();
    }

    private static JsonPath analysis() {
        return given().get("/api/rule-set/analysis")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }
}
