package dev.waymark.message;

import static dev.waymark.testing.Drawing.aJourney;
import static dev.waymark.testing.Sandbox.letPass;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import jakarta.inject.Inject;
import java.util.Map;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("The best of several channels")
class BestChannelTest {

    private static final String SERVICE = "order-service";

    @Inject
    Database database;

    @Test
    void shouldBeTheFirstOneWhileNobodyKnowsBetter() {
        assertThat(chosen(Mailing.somebody("Ada"), "sms,email")).isEqualTo("sms");
    }

    @Test
    void shouldBeAnotherThanTheOneTheyDoNotAnswerOn() {
        var ada = Mailing.somebody("Ada");
        gets("sms", ada);

        assertThat(chosen(ada, "sms,email")).isEqualTo("email");
    }

    @Test
    void shouldBeTheOneTheyAnswerOn() {
        var ada = Mailing.somebody("Ada");
        var mail = gets("email", ada);
        mail.click(0);
        await().until(() -> mail.receipts().contains("CLICKED link 0"));

        assertThat(chosen(ada, "sms,email")).isEqualTo("email");
    }

    @Test
    void shouldNotBeWhereOnlyAProgramHasLooked() {
        var ada = Mailing.somebody("Ada");
        var mail = gets("email", ada);
        given().header("User-Agent", "Mozilla/5.0 (via ggpht.com GoogleImageProxy)")
                .get(mail.paths("o").getFirst());
        await().until(() -> mail.receipts().contains("OPENED by machine agent"));

        assertThat(chosen(ada, "email,sms")).isEqualTo("sms");
    }

    @Test
    void shouldBeTheOneTheyHaveAskedForWhateverTheyDid() {
        var ada = Mailing.somebody("Ada");
        gets("email", ada);
        ada.identifies(Map.of("preferredChannel", "email"));

        assertThat(chosen(ada, "sms,email")).isEqualTo("email");
    }

    @Test
    void shouldBeOneTheyAllow() {
        var ada = Mailing.somebody("Ada");
        ada.says("onboarding", "sms", false);
        ada.identifies(Map.of("preferredChannel", "sms"));

        assertThat(chosenAbout("onboarding", ada, "sms,email")).isEqualTo("email");
    }

    @Test
    @DisplayName("is not needed by a journey that takes another when nobody opens the first")
    void shouldBeFollowedByAnotherWhereNothingIsOpened() {
        var template = written();
        var journey = aJourney()
                .task("Mail", "send-message", headers(template, "email", SERVICE, "first"))
                .task("Listen", "arm-wait")
                .listen("Gate")
                .behaviour("Opened", "Email Opened, Email Link Clicked", "template = \"" + template + "\"")
                .timer("Unopened", "P2D")
                .task("Sms", "send-message", headers(template, "sms", SERVICE, "first"))
                .end("EndOpened", "Opened")
                .end("EndByOther", "By another channel")
                .path("Start", "Mail", "Listen", "Gate", "Opened", "EndOpened")
                .path("Gate", "Unopened", "Sms", "EndByOther")
                .published();
        var ada = Mailing.somebody("Ada");
        var ben = Mailing.somebody("Ben");
        journey.enrols(ada);
        journey.enrols(ben);
        journey.awaitAt(ada, "Gate").awaitAt(ben, "Gate");
        letPass("PT1M");

        Mailing.of(journey, ada, database).click(0);
        journey.awaitOutcome(ada, "opened");
        letPass("P2D");
        journey.awaitOutcome(ben, "by-another-channel");

        assertThat(channels(ada)).containsExactly("email");
        assertThat(channels(ben)).containsExactly("email", "sms");
    }

    private Mailing gets(String channel, Person person) {
        return Mailing.sent(Mailing.journey(Mailing.words(), channel, SERVICE), person, database);
    }

    private String chosen(Person person, String channels) {
        return chosenAbout(SERVICE, person, channels);
    }

    private String chosenAbout(String topic, Person person, String channels) {
        Drawing journey = aJourney()
                .task("Send", "send-message", headers(written(), channels, topic, "best"))
                .end("Done", "done")
                .path("Start", "Send", "Done")
                .published();
        journey.enrols(person);
        journey.awaitOutcome(person, "done");
        return Mailing.of(journey, person, database).trace().getString("channel");
    }

    private Iterable<String> channels(Person person) {
        return database.texts(
                "select channel from message where profile_id = ? and status = 'ACCEPTED' order by created_at",
                database.profileOf(person));
    }

    private static String written() {
        var template = WrittenTemplate.unknown();
        template.goesLiveWith(Mailing.words());
        return template.key();
    }

    private static String[] headers(String template, String channels, String topic, String choose) {
        return new String[] {
            "templateKey", template, "channel", channels, "choose", choose, "topic", topic, "quietHours", "ignore"
        };
    }
}
