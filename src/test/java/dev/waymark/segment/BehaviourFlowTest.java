package dev.waymark.segment;

import static dev.waymark.testing.Site.sendsBatch;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rules that ask about behaviour, from the event at the door to the membership and its reasons. */
@WaymarkTest
class BehaviourFlowTest {

    private static final Map<String, String> RULES = Map.of(
            "keen-lookers", "Profile( timesWithinDays(\"Product Viewed\", 7) >= 3 )",
            "tv-people", "Interest( favourite == \"tv\", in(\"tv\") >= 3 )",
            "good-buyers", "Rfm( r >= 4, f >= 2 ) Orders( value >= 100 )",
            "grown-dogs", "Profile( monthsSinceTrait(\"puppyBornOn\") >= 12 )",
            "dog-food-soon", "Supply( runsOutWithinDays(\"dog-food\", 5), confidence(\"dog-food\") == \"own\" )");

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    @Inject
    Memberships memberships;

    @Inject
    Clock clock;

    @Inject
    Database database;

    private final List<Map<String, Object>> events = new ArrayList<>();
    private final Person person = Person.somebody();
    private String versionBefore;

    @BeforeEach
    void writeTheRules() throws IOException {
        versionBefore = version();
        for (var rule : RULES.entrySet()) {
            Files.writeString(file(rule.getKey()), """
                    rule "Somebody is %s" @segment("%1$s") @title("%1$s") @owner("growth")
                    when %s then segment.add("because"); end
                    """.formatted(rule.getKey(), rule.getValue()));
        }
        await().atMost(20, SECONDS).until(() -> segments().containsAll(RULES.keySet()));
    }

    @AfterEach
    void removeTheRules() throws IOException {
        for (var key : RULES.keySet()) {
            Files.delete(file(key));
        }
        await().atMost(20, SECONDS).until(() -> version().equals(versionBefore));
    }

    @Test
    void shouldCountWithinDays() {
        // given
        track("Product Viewed", 8, Map.of());
        track("Product Viewed", 6, Map.of());
        track("Product Viewed", 0, Map.of());
        assertThat(segmentsAfterSending()).isEmpty();

        // when
        track("Product Viewed", 3, Map.of());

        // then
        assertThat(segmentsAfterSending()).containsExactly("keen-lookers");
        assertThat(factsOf("keen-lookers")).contains("Profile.timesWithinDays(\"Product Viewed\", 7)=3");
    }

    @Test
    void shouldFollowInterest() {
        // when
        track("Product Viewed", 1, Map.of("category", "Hi-Fi"));
        track("Product Added", 0, Map.of("category", "TV"));

        // then
        assertThat(segmentsAfterSending()).containsExactly("tv-people");

        // when they say what they like
        person.identifies(Map.of("preferredCategory", "Hi-Fi"));

        // then
        assertThat(current()).isEmpty();
    }

    @Test
    void shouldScoreOrdersAndTakeRefundsBack() {
        // given
        track("Order Completed", 20, Map.of("order_id", "a", "total", 80));
        track("Order Completed", 10, Map.of("order_id", "b", "total", 70));
        track("Order Completed", 10, Map.of("order_id", "b", "total", 70));
        assertThat(segmentsAfterSending()).containsExactly("good-buyers");
        assertThat(factsOf("good-buyers")).contains("Orders.value=150", "Rfm.r=5", "Rfm.f=2");

        // when
        track("Order Refunded", 5, Map.of("order_id", "a", "value", 60));

        // then
        assertThat(segmentsAfterSending()).isEmpty();
    }

    @Test
    void shouldGrowOldWithATrait() {
        // when
        var today = clock.instant().toString().substring(0, 10);
        person.identifies(Map.of("puppyBornOn", today));

        // then
        assertThat(current()).isEmpty();

        // when
        person.identifies(Map.of("puppyBornOn", "2020-02-29"));

        // then
        assertThat(current()).containsExactly("grown-dogs");
    }

    @Test
    void shouldKnowWhatRunsOutSoon() {
        // when
        for (var daysAgo : List.of(86, 57, 28)) {
            track(
                    "Order Completed",
                    daysAgo,
                    Map.of("order_id", "o-" + daysAgo, "products", List.of(Map.of("category", "Dog Food"))));
        }

        // then
        assertThat(segmentsAfterSending()).contains("dog-food-soon");
    }

    private void track(String event, int daysAgo, Map<String, Object> properties) {
        events.add(Map.of(
                "type",
                "track",
                "event",
                event,
                "userId",
                person.userId(),
                "messageId",
                UUID.randomUUID().toString(),
                "properties",
                properties,
                "timestamp",
                clock.instant().minus(Duration.ofDays(daysAgo)).toString()));
    }

    private List<String> segmentsAfterSending() {
        assertThat(sendsBatch(events).statusCode()).isEqualTo(200);
        events.clear();
        return current();
    }

    private List<String> current() {
        return memberships.of(new ProfileId(database.profileOf(person))).stream()
                .map(MembershipView::segment)
                .filter(RULES::containsKey)
                .toList();
    }

    private String factsOf(String segment) {
        return memberships.of(new ProfileId(database.profileOf(person))).stream()
                .filter(membership -> membership.segment().equals(segment))
                .findFirst()
                .orElseThrow()
                .facts()
                .toString();
    }

    private Path file(String key) {
        return definitions.resolve("rules/segments/" + key + ".drl");
    }

    private static String version() {
        return given().get("/api/rule-set").jsonPath().getString("version");
    }

    private static List<String> segments() {
        return given().get("/api/rule-set").jsonPath().getList("segments.key");
    }
}
