package dev.waymark.metrics;

import static dev.waymark.testing.Drawing.oneSend;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.http.ContentType;
import io.restassured.http.Method;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A scrape")
class MetricsTest {

    private static final String SEND = "job=\"waymark:send-message:1\"";

    @Inject
    Database database;

    /** What people of other tests still do would be counted. */
    @BeforeEach
    void everythingIsAtRest() {
        letPass("PT1S");
    }

    @Test
    void shouldCountWhatHappened() {
        var journey = sending("email");
        var before = Scrape.now();

        var ada = somebody("Ada");
        var repeated = Map.<String, Object>of(
                "messageId", UUID.randomUUID().toString(), "userId", ada.userId(), "event", "Seen");
        track(repeated);
        track(repeated);
        passes(journey, ada);
        passes(journey, Person.somebody().identifies(Map.of("firstName", "Ben")));

        var after = Scrape.now();
        assertThat(grown(before, after, "waymark_events_total", "source=\"local\"", "outcome=\"stored\""))
                .isEqualTo(3);
        assertThat(grown(before, after, "waymark_events_total", "source=\"local\"", "outcome=\"repeated\""))
                .isEqualTo(1);
        assertThat(grown(before, after, "waymark_engine_commands_total", "command=\"start\"", "outcome=\"sent\""))
                .isEqualTo(2);
        assertThat(grown(before, after, "waymark_steps_total", SEND, "outcome=\"done\""))
                .isEqualTo(2);
        assertThat(grown(before, after, "waymark_messages_total", "channel=\"email\"", "status=\"accepted\""))
                .isEqualTo(1);
        assertThat(grown(before, after, "waymark_messages_total", "channel=\"email\"", "status=\"skipped\""))
                .isEqualTo(1);
        assertThat(grown(
                        before,
                        after,
                        "waymark_provider_calls_seconds_count",
                        "channel=\"email\"",
                        "outcome=\"accepted\""))
                .isEqualTo(1);
        assertThat(after.of("waymark_provider_failing", "channel=\"email\"")).isZero();
        assertThat(after.text()).contains("waymark_provider_failing{channel=\"email\"");
    }

    @Test
    void shouldCountAStepThatBreaksAsFailed() {
        var journey = sending("email");
        var ada = somebody("Ada");
        var before = Scrape.now();
        database.run("alter table message add constraint nothing_is_sent check (locale is null) not valid");
        try {
            journey.enrols(ada);
            await().atMost(20, SECONDS)
                    .until(() -> grown(before, Scrape.now(), "waymark_steps_total", SEND, "outcome=\"failed\"") > 0);
        } finally {
            database.run("alter table message drop constraint nothing_is_sent");
        }
        letPass("PT1M");
        journey.awaitOutcome(ada, "done");
    }

    @Test
    void shouldSayHowMuchWaitsForTheEngineAndHowOldItsRecordsAre() {
        passes(sending("email"), somebody("Ada"));
        database.run("insert into outbox (enrolment_id, kind, payload, leased_until)"
                + " select id, 'CANCEL', '{}', clock_timestamp() + interval '1 day' from enrolment limit 3");
        try {
            await().atMost(20, SECONDS).until(() -> Scrape.now().values().get("waymark_outbox_commands") == 3);
        } finally {
            database.run("delete from outbox where payload = '{}'");
        }
        await().atMost(20, SECONDS)
                .until(() -> Scrape.now().values().get("waymark_exporter_unread_end_age_seconds") == 0);
        letPass("PT1H");
        await().atMost(20, SECONDS)
                .until(() -> Scrape.now().values().get("waymark_exporter_newest_record_age_seconds") >= 3_600);
    }

    @Test
    void shouldHoldNothingOfAPerson() {
        var ada = somebody("Adalovelace");
        var journey = sending("email");
        passes(journey, ada);
        var profile = database.profileOf(ada);
        var message = database.text("select id from message where profile_id = ?", profile);
        var address = ada.userId() + "@example.org";
        var paths = List.of(
                "/api/profiles/" + profile,
                "/api/profiles/" + address,
                "/api/profiles?kind=user&value=" + ada.userId(),
                "/api/profiles/" + profile + "/timeline",
                "/mailbox/" + message,
                "/enrolments/" + address,
                "/l/" + address,
                "/u/" + address,
                "/" + address,
                "/app/" + address,
                "/q/" + address);

        for (var path : paths) {
            given().get(path);
            given().header("Host", "rebound.example").get(path);
            given().header("Origin", "http://elsewhere.example")
                    .contentType(ContentType.JSON)
                    .post(path);
            given().request("ADALOVELACE", path);
            given().request(Method.PUT, path);
        }

        var scraped = Scrape.now().text();
        assertThat(scraped).contains("http_server_requests_seconds_count", "jvm_memory_used_bytes");
        assertThat(scraped)
                .doesNotContain(ada.userId(), address, profile.toString(), message)
                .doesNotContainIgnoringCase("adalovelace");
    }

    @Test
    void shouldBeShownToThisMachineOnly() {
        given().header("Host", "rebound.example").get("/q/metrics").then().statusCode(421);
    }

    private static Drawing sending(String channel) {
        var template = WrittenTemplate.unknown();
        template.goesLiveWith(WrittenTemplate.greeting("Good news"));
        return oneSend(template.key(), channel, "order-service").published();
    }

    private static Person somebody(String firstName) {
        var person = Person.somebody();
        return person.identifies(Map.of("firstName", firstName, "email", person.userId() + "@example.org"));
    }

    private static void passes(Drawing journey, Person person) {
        journey.enrols(person);
        journey.awaitOutcome(person, "done");
    }

    private static void track(Map<String, Object> event) {
        given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType(ContentType.JSON)
                .body(event)
                .post("/v1/track")
                .then()
                .statusCode(200);
    }

    private static double grown(Scrape before, Scrape after, String name, String... labels) {
        return after.of(name, labels) - before.of(name, labels);
    }
}
