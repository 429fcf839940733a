package dev.waymark.insight;

import static dev.waymark.message.receipt.ReceiptKind.BOUNCED;
import static dev.waymark.message.receipt.ReceiptKind.CLICKED;
import static dev.waymark.message.receipt.ReceiptKind.DELIVERED;
import static dev.waymark.message.receipt.ReceiptKind.OPENED;
import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;

import dev.waymark.message.SentMessages;
import dev.waymark.message.receipt.Receipt;
import dev.waymark.message.receipt.ReceiptKind;
import dev.waymark.message.receipt.Receipts;
import dev.waymark.support.BusinessClock;
import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("The messages of a journey")
class JourneyMessagesTest {

    private static final String SERVICE = "order-service";

    @Inject
    Database database;

    @Inject
    SentMessages messages;

    @Inject
    Receipts receipts;

    @Inject
    BusinessClock clock;

    @Test
    void shouldBeCountedOnceHoweverOftenTheyWereOpened() {
        var journey = sendsTwice("email", "email");
        var ada = passes(journey, reachable());
        passes(journey, reachable());

        heard(ada, "First", DELIVERED, false);
        heard(ada, "First", OPENED, false);
        heard(ada, "First", OPENED, false);
        heard(ada, "First", CLICKED, false);
        heard(ada, "Second", BOUNCED, false);

        var figures = awaitFigures(journey, "counts.bounced", 1);
        assertThat(figures.getMap("counts"))
                .containsEntry("sent", 4)
                .containsEntry("delivered", 1)
                .containsEntry("opened", 1)
                .containsEntry("clicked", 1)
                .containsEntry("bounced", 1);
        assertThat(figures.getMap("steps.find { it.elementId == 'First' }.counts"))
                .containsEntry("sent", 2)
                .containsEntry("opened", 1)
                .containsEntry("bounced", 0);
        assertThat(figures.getDouble("steps.find { it.elementId == 'First' }.rates.opened"))
                .isEqualTo(0.5);
        assertThat(figures.getDouble("rates.opened")).isEqualTo(0.25);
    }

    @Test
    void shouldNotCountWhatAProgramDid() {
        var journey = sendsTwice("email", "email");
        var ada = passes(journey, reachable());

        heard(ada, "First", OPENED, true);
        heard(ada, "First", CLICKED, true);
        heard(ada, "Second", DELIVERED, false);

        var figures = awaitFigures(journey, "counts.delivered", 1);
        assertThat(figures.getMap("counts")).containsEntry("opened", 0).containsEntry("clicked", 0);
    }

    @Test
    void shouldSayWhyTheyWereSkippedAndHowElseTheyEnded() {
        var journey = sendsTwice("sms", "email");
        passes(journey, Person.somebody().identifies(Map.of("firstName", "Ben")));
        var ada = passes(journey, reachable());
        passes(journey, reachable());
        database.run(
                "update message set status = 'UNKNOWN', reason = 'interrupted' where element_id = 'First' and enrolment_id = ?",
                ada);
        database.run(
                "update message set status = 'REJECTED', reason = 'smtp-550' where element_id = 'Second' and enrolment_id = ?",
                ada);

        var figures = awaitFigures(journey, "counts.rejected", 1);
        assertThat(figures.getMap("counts"))
                .containsEntry("pending", 0)
                .containsEntry("sent", 2)
                .containsEntry("skipped", 2)
                .containsEntry("rejected", 1)
                .containsEntry("unknown", 1);
        assertThat(figures.getMap("counts.skippedFor")).isEqualTo(Map.of("no-address", 2));
        assertThat(figures.getMap("steps.find { it.elementId == 'First' }.counts"))
                .containsEntry("skipped", 1)
                .containsEntry("rejected", 0)
                .containsEntry("unknown", 1);
    }

    @Test
    void shouldTellATemplateThatFailedByOneReasonWhateverItSays() {
        var journey = sendsTwice("email", "email");
        var ada = passes(journey, reachable());
        database.run(
                "update message set status = 'SKIPPED', reason = 'template-failed: ' || element_id where enrolment_id = ?",
                ada);

        var figures = awaitFigures(journey, "counts.skipped", 2);
        assertThat(figures.getMap("counts.skippedFor")).isEqualTo(Map.of("template-failed", 2));
    }

    @Test
    void shouldBeToldByTemplateAndChannelToo() {
        var template = template();
        var journey = sends(template, "sms", template, "email");
        passes(journey, reachable());

        var figures = awaitFigures(journey, "counts.sent", 2);
        assertThat(figures.getList("steps.sends.flatten().channel")).containsExactly("sms", "email");
        assertThat(figures.getList("templates.template")).containsExactly(template);
        assertThat(figures.getInt("templates[0].counts.sent")).isEqualTo(2);
    }

    @Test
    void shouldBeOfThisJourneyOnly() {
        var template = template();
        var journey = sends(template, "email", template, "email");
        passes(sends(template, "email", template, "email"), reachable());

        assertThat(figures(journey).getMap("counts")).containsEntry("sent", 0);
        assertThat(figures(journey).getList("steps")).isEmpty();
    }

    @Test
    void shouldHaveAPageThatNamesStepsAlsoBeforeTheySend() {
        var journey = sendsTwice("email", "email");

        assertThat(words(journey)).contains("First", "Second").doesNotContain("100.0 %");

        var ada = passes(journey, reachable());
        heard(ada, "First", OPENED, false);
        await().atMost(20, SECONDS)
                .untilAsserted(() -> assertThat(words(journey)).contains("100.0 %", "50.0 %"));
        given().get("/").then().body(containsString("/journeys/" + journey.key() + "/messages"));
    }

    @Test
    void shouldHaveNoPageOfAJourneyThatIsNone() {
        given().get("/journeys/{key}/messages", "nobody-s").then().statusCode(404);
        given().get("/api/journeys/{key}/messages", "nobody-s").then().statusCode(404);
    }

    private static Drawing sendsTwice(String first, String second) {
        return sends(template(), first, template(), second);
    }

    private static Drawing sends(String firstTemplate, String first, String secondTemplate, String second) {
        return aJourney()
                .task("First", "send-message", send(firstTemplate, first))
                .task("Second", "send-message", send(secondTemplate, second))
                .end("Done", "done")
                .path("Start", "First", "Second", "Done")
                .published();
    }

    private static String[] send(String template, String channel) {
        return List.of("templateKey", template, "channel", channel, "topic", SERVICE, "quietHours", "ignore")
                .toArray(String[]::new);
    }

    private static String template() {
        var template = WrittenTemplate.unknown();
        var files = WrittenTemplate.greeting("Good news");
        files.put("en/sms/body.txt", "Hi {firstName}. Good news");
        template.goesLiveWith(files);
        return template.key();
    }

    private static Person reachable() {
        var person = Person.somebody();
        var digits = "%07d".formatted(Math.floorMod(UUID.randomUUID().hashCode(), 10_000_000));
        return person.identifies(
                Map.of("firstName", "Ada", "email", person.userId() + "@example.org", "phone", "+6689" + digits));
    }

    /** Sends somebody through; answers the enrolment. */
    private static UUID passes(Drawing journey, Person person) {
        journey.enrols(person);
        journey.awaitOutcome(person, "done");
        letPass("PT1M");
        return UUID.fromString(journey.enrolmentsOf(person).getFirst().get("id").toString());
    }

    private void heard(UUID enrolment, String step, ReceiptKind kind, boolean isMachine) {
        var id = UUID.fromString(
                database.text("select id from message where enrolment_id = ? and element_id = ?", enrolment, step));
        var told = Receipt.of(
                messages.find(id).orElseThrow(), kind, UUID.randomUUID().toString(), clock.instant());
        receipts.take(isMachine ? told.byMachine("trap") : told);
    }

    /** The same answer is given for a moment. */
    private static JsonPath awaitFigures(Drawing journey, String path, int count) {
        await().atMost(20, SECONDS).until(() -> figures(journey).getInt(path) == count);
        return figures(journey);
    }

    private static JsonPath figures(Drawing journey) {
        return given().get("/api/journeys/{key}/messages", journey.key())
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
    }

    private static String words(Drawing journey) {
        return given().get("/journeys/{key}/messages", journey.key())
                .then()
                .statusCode(200)
                .extract()
                .asString()
                .replaceAll("<[^>]*>", " ");
    }
}
