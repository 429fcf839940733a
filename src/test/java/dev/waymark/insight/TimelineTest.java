package dev.waymark.insight;

import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.HashSet;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A person's timeline")
class TimelineTest {

    @Inject
    Database database;

    @Test
    void shouldTellWhatAJourneyHasGivenAndShownAndEachThingOnce() {
        // given
        var journey = aJourney()
                .task("Issue", "issue-coupon", "offer", "one-week")
                .task(
                        "Show",
                        "show-on-site",
                        "slot",
                        "home-banner",
                        "templateKey",
                        "tv-picks",
                        "topic",
                        "offers",
                        "showFor",
                        "P3D")
                .task(
                        "Join",
                        "ad-audience",
                        "audience",
                        "fans",
                        "network",
                        "google",
                        "action",
                        "join",
                        "topic",
                        "advertising")
                .timer("Wait", "P30D")
                .end("End", "Done")
                .path("Start", "Issue", "Show", "Join", "Wait", "End")
                .published();
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada")).agreesTo("advertising", "ads");

        // when
        journey.enrols(ada);
        journey.awaitAt(ada, "Wait");

        // then
        var page = given().get("/api/profiles/{id}/timeline", database.profileOf(ada))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(page.getList("items.kind", String.class)).contains("code", "on-site", "audience", "enrolled");
        assertThat(page.getString("items.find { it.kind == 'code' }.title")).isEqualTo("one-week");
        assertThat(page.getString("items.find { it.kind == 'on-site' }.details.slot"))
                .isEqualTo("home-banner");
        assertThat(page.getString("items.find { it.kind == 'audience' }.details.network"))
                .isEqualTo("google");

        var ids = new HashSet<String>();
        String cursor = null;
        do {
            var request = given().queryParam("limit", 1);
            var one = (cursor == null ? request : request.queryParam("cursor", cursor))
                    .get("/api/profiles/{id}/timeline", database.profileOf(ada))
                    .jsonPath();
            assertThat(ids.add(one.getString("items[0].kind") + one.getString("items[0].id")))
                    .isTrue();
            cursor = one.getString("next");
        } while (cursor != null);
        assertThat(ids).hasSameSizeAs(page.getList("items"));
    }
}
