package dev.waymark.message;

import static dev.waymark.message.Mailing.browser;
import static dev.waymark.message.Mailing.journey;
import static dev.waymark.message.Mailing.sent;
import static dev.waymark.message.Mailing.somebody;
import static dev.waymark.message.Mailing.words;
import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.testing.Callbacks;
import dev.waymark.testing.Database;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A link in a message")
class LinkTest {

    private static final String SERVICE = "order-service";
    private static final String GMAIL =
            "Mozilla/5.0 (Windows NT 5.1; rv:11.0) Gecko Firefox/11.0 (via ggpht.com GoogleImageProxy)";

    @Inject
    Database database;

    @Test
    void shouldLeadOnToWhatWasRenderedAndToNothingThatARequestSays() {
        var message = mailTo("Ada");

        assertThat(message.html())
                .contains("Hi Ada", "mailto:us@shop.example")
                .doesNotContain("shop.example/one", "shop.example/two");
        assertThat(message.text())
                .doesNotContain("shop.example/two")
                .contains(message.paths("l").get(1) + ".");
        message.click(0)
                .then()
                .statusCode(302)
                .header("Location", "https://shop.example/one?a=1&who=Ada")
                .header("Cache-Control", "no-store");
        browser()
                .get(message.paths("l").get(1) + "?url=https://evil.example&target=//evil.example")
                .then()
                .statusCode(302)
                .header("Location", "http://shop.example/two");
    }

    @Test
    void shouldShowAnOpeningAlsoWhereThereIsNoLinkToFollow() {
        var words = words();
        words.keySet().removeIf(file -> !file.startsWith("en/email"));
        words.put("en/email/body.html", "<html><body><p>Hi {firstName}.</p></BODY></html>");
        words.put("en/email/body.txt", "Hi {firstName}.");
        words.put(
                "meta.yaml",
                "title: Without links\nparameters:\n  firstName: {from: trait.firstName, fallback: {en: there}}\n");
        var message = sent(journey(words, "email", SERVICE), somebody("Ada"), database);

        assertThat(message.paths("o")).hasSize(1);
    }

    @Test
    void shouldNotLeadWherePeopleSay() {
        var message = mailTo("https://evil.example/login");

        assertThat(message.text()).contains("Hi https://evil.example/login.").doesNotContain("shop.example");
        assertThat(database.texts("select unnest(links) from message where id = ?", message.id()))
                .noneMatch(target -> target.startsWith("https://evil.example"));
    }

    @Test
    void shouldBeCountedAsAClickOnceAndSayWhichLinkItWas() {
        var message = mailTo("Ada");

        message.click(0);
        awaitReceipts(message, "CLICKED link 0");
        message.click(0);
        message.click(0);
        awaitJudged(message);

        assertThat(message.receipts()).containsExactly("CLICKED link 0");
        assertThat(message.events()).containsExactly("Email Link Clicked");
        assertThat(figures(message))
                .containsEntry("sent", 1)
                .containsEntry("clicked", 1)
                .containsEntry("opened", 0);
        assertThat(database.text(
                        "select properties ->> 'url' from event where name = 'Email Link Clicked' and profile_id = ?",
                        database.profileOf(message.person())))
                .isEqualTo("https://shop.example/one");
    }

    @Test
    void shouldLetAJourneyGoOnThatWaitsForTheClick() {
        var template = WrittenTemplate.unknown();
        template.goesLiveWith(words());
        var journey = aJourney()
                .task(
                        "Send",
                        "send-message",
                        "templateKey",
                        template.key(),
                        "channel",
                        "email",
                        "topic",
                        SERVICE,
                        "quietHours",
                        "ignore")
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Clicked", "Email Link Clicked", "template = \"" + template.key() + "\"")
                .timer("Silence", "P30D")
                .end("EndClicked", "Clicked")
                .end("EndSilence", "Silence")
                .path("Start", "Send", "Listen", "Gate", "Clicked", "EndClicked")
                .path("Gate", "Silence", "EndSilence")
                .published();
        var ada = somebody("Ada");
        journey.enrols(ada);
        journey.awaitAt(ada, "Gate");
        letPass("PT1M");

        Mailing.of(journey, ada, database).click(1).then().statusCode(302);

        journey.awaitOutcome(ada, "clicked");
    }

    @Test
    void shouldNotCountProgramsThatLookAtIt() {
        var message = mailTo("Ada");
        var link = message.paths("l").getFirst();

        browser().head(link).then().statusCode(302);
        given().redirects()
                .follow(false)
                .header("User-Agent", "Barracuda Sentinel (EE)")
                .get(link);
        given().redirects()
                .follow(false)
                .header("User-Agent", GMAIL)
                .get(message.paths("o").getFirst());
        awaitJudged(message);

        assertThat(message.receipts())
                .hasSize(2)
                .allMatch(receipt -> receipt.contains(" by machine"))
                .anyMatch(receipt -> receipt.startsWith("OPENED"));
        assertThat(message.events()).isEmpty();
        assertThat(figures(message))
                .containsEntry("sent", 1)
                .containsEntry("clicked", 0)
                .containsEntry("opened", 0);
        assertThat(message.trace().getList("receipts.isMachine")).containsOnly(true);
    }

    @Test
    void shouldNotCountWhoClicksEveryLinkAtOnce() {
        var message = mailTo("Ada");

        message.click(0);
        message.click(1);
        awaitJudged(message);

        assertThat(message.receipts())
                .containsExactly("CLICKED by machine several-at-once", "CLICKED by machine several-at-once");
        assertThat(message.events()).isEmpty();
    }

    @Test
    void shouldNotCountWhoFollowsTheLinkThatNoPersonSees() {
        var message = mailTo("Ada");
        var trap = message.paths("l").getLast();
        assertThat(message.html()).contains(trap + "\" style=\"display:none\"");

        browser().get(trap).then().statusCode(404).header("Location", nullValue());
        browser().get(message.paths("o").getFirst());
        awaitJudged(message);

        assertThat(message.events()).isEmpty();
        assertThat(message.receipts()).contains("OPENED by machine trap");
    }

    @Test
    void shouldNotCountWhatIsFasterThanAPerson() {
        var journey = journey(words(), "email", SERVICE);
        var ada = somebody("Ada");
        journey.enrols(ada);
        journey.awaitOutcome(ada, "done");
        var message = Mailing.of(journey, ada, database);
        database.run("update message set settled_at = settled_at + interval '1 hour' where id = ?", message.id());

        message.click(0);
        awaitJudged(message);

        assertThat(message.receipts()).containsExactly("CLICKED by machine too-soon");
    }

    @Test
    void shouldShowAnOpeningByThePicture() {
        var message = mailTo("Ada");

        browser().get(message.paths("o").getFirst()).then().statusCode(200).contentType("image/gif");

        awaitReceipts(message, "OPENED");
        assertThat(message.events()).containsExactly("Email Opened");
    }

    @Test
    void shouldSettleAMessageOfWhichNobodyCouldSayWhetherItWasTaken() {
        var message = mailTo("Ada");
        database.run("update message set status = 'UNKNOWN', reason = 'interrupted' where id = ?", message.id());
        var settledAt = message.trace().getString("settledAt");

        message.click(0);

        awaitReceipts(message, "CLICKED link 0");
        assertThat(message.trace().getString("status")).isEqualTo("ACCEPTED");
        // it counts for the day on which it was sent
        assertThat(message.trace().getString("settledAt")).isNotNull().isEqualTo(settledAt);
    }

    @Test
    void shouldLeadNowhereWhereItIsForgedOrForSomethingElse() {
        var message = mailTo("Ada");
        var link = message.paths("l").getFirst();
        var token = link.substring(3);
        var other = token.charAt(5) == 'A' ? 'B' : 'A';
        var forged = List.of(
                token.substring(0, 5) + other + token.substring(6),
                token.substring(0, token.length() - 1) + (token.endsWith("A") ? 'B' : 'A'),
                token + "A",
                token.substring(1),
                message.paths("o").getFirst().replaceAll("/o/|[.]gif", ""),
                message.unsubscribePath().substring(3),
                "https:%2F%2Fevil.example",
                "%2F%2Fevil.example");

        forged.forEach(one -> given().urlEncodingEnabled(false)
                .redirects()
                .follow(false)
                .header("User-Agent", Mailing.BROWSER)
                .get("/l/" + one)
                .then()
                .statusCode(404)
                .header("Location", nullValue()));
        browser()
                .get(link.substring(0, link.length() - 2) + "__")
                .then()
                .statusCode(404)
                .body(containsString("nothing here"));
        assertThat(database.number("select count(*) from link_visit where message_id = ?", message.id()))
                .isZero();
    }

    @Test
    void shouldLeadNowhereOnceThePersonWasErased() {
        var message = mailTo("Ada");
        var link = message.paths("l").getFirst();
        given().delete("/api/profiles/{id}", database.profileOf(message.person()));

        browser().get(link).then().statusCode(404);
    }

    @Test
    void shouldStayAsItWasWrittenWhereTheTemplateSaysSo() {
        var words = words();
        words.put("meta.yaml", words.get("meta.yaml") + "followLinks: false\n");

        var message = sent(journey(words, "email", SERVICE), somebody("Ada"), database);

        assertThat(message.html())
                .contains("https://shop.example/one?a=1&amp;who=Ada", "'http://shop.example/two'")
                .contains(Callbacks.ADDRESS + "/u/");
        assertThat(message.paths("l")).isEmpty();
        assertThat(message.paths("o")).isEmpty();
    }

    @Test
    void shouldBeFollowedInAShortMessageToo() {
        var message = sent(journey(words(), "sms", SERVICE), somebody("Ada"), database);

        message.click(0).then().statusCode(302).header("Location", "https://shop.example/sms");

        awaitReceipts(message, "CLICKED link 0");
        assertThat(message.events()).containsExactly("SMS Link Clicked");
    }

    private Map<String, Object> figures(Mailing message) {
        var journey = database.text("select journey from message where id = ?", message.id());
        return given().get("/api/journeys/{key}/messages", journey).jsonPath().getMap("counts");
    }

    private Mailing mailTo(String name) {
        return sent(journey(words(), "email", SERVICE), somebody(name), database);
    }

    private static void awaitReceipts(Mailing message, String... receipts) {
        await().atMost(20, SECONDS).until(() -> message.receipts().equals(List.of(receipts)));
    }

    private void awaitJudged(Mailing message) {
        await().atMost(20, SECONDS)
                .until(() -> database.number(
                                "select count(*) from link_visit where message_id = ? and not judged", message.id())
                        == 0);
    }
}
