package dev.waymark.message;

import static dev.waymark.testing.Sandbox.letPass;
import static dev.waymark.testing.WrittenTemplate.greeting;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.http.ContentType;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** What a person would read, before anybody sends it, and what they have read, long after. */
@WaymarkTest
class PreviewTest {

    @Inject
    Database database;

    private final WrittenTemplate template = WrittenTemplate.unknown();

    @Test
    void shouldShowALiveTemplateAsThePersonWouldGetIt() {
        var somchai = Person.somebody().identifies(Map.of("firstName", "สมชาย", "locale", "th-TH"));

        preview("beginner-guide", somchai, "")
                .statusCode(200)
                .body("status", equalTo("LIVE"))
                .body("locale", equalTo("th"))
                .body("channel", equalTo("email"))
                .body("subject", equalTo("เริ่มต้นง่าย ๆ ใน 3 ขั้นตอน"))
                .body("text", containsString("สวัสดีค่ะ สมชาย"))
                .body("html", containsString("สมชาย"))
                .body("parameters.find { it.name == 'firstName' }.fellBack", equalTo(false))
                .body("failure", nullValue())
                .body("findings", empty());
    }

    @Test
    void shouldSayWhatFellBackAndWhy() {
        var nobody = Person.somebody().identifies(Map.of("plan", "pro"));
        preview("beginner-guide", nobody, "&locale=en")
                .body("text", containsString("Hi there,"))
                .body("parameters[0].value", equalTo("there"))
                .body("parameters[0].fellBack", equalTo(true))
                .body("parameters[0].why", equalTo("The person has no trait firstName."));

        var number = Person.somebody().identifies(Map.of("firstName", 7));
        preview("beginner-guide", number, "")
                .body("parameters[0].why", equalTo("The person's trait firstName is no text."));
        var blank = Person.somebody().identifies(Map.of("firstName", " "));
        preview("beginner-guide", blank, "")
                .body("parameters[0].why", equalTo("The person's trait firstName is blank."));
    }

    @Test
    void shouldReserveNoCodeAndChangeNothing() {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        var before = everything();

        // when
        preview("beginner-guide", ada, "")
                .body("sampleCode", equalTo("SAMPLE-CODE"))
                .body("text", containsString("SAMPLE-CODE"))
                .body("html", containsString("SAMPLE-CODE"));

        // then
        assertThat(codesOf(ada)).isEqualTo("0");
        assertThat(everything()).isEqualTo(before);
    }

    @Test
    void shouldShowADraftWithItsFindingsOrItsWords() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        var broken = greeting("one");
        broken.put("en/email/body.txt", "{nobody}{firstName}");
        template.handsIn(broken).statusCode(201);
        template.handsIn(greeting("two")).statusCode(201);

        preview(template.key(), ada, "").statusCode(404);
        preview(template.key(), ada, "&version=1")
                .statusCode(200)
                .body("findings[0].line", equalTo(1))
                .body("findings[0].column", equalTo(1))
                .body("text", nullValue());
        preview(template.key(), ada, "&version=2")
                .body("status", equalTo("CHECKED"))
                .body("text", equalTo("Hi Ada. two"));
    }

    @Test
    void shouldShowTextsThatAreNotStored() {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "A<d>a"));
        template.goesLiveWith(greeting("one"));

        // then
        unstored(template.key(), Map.of("userId", ada.userId(), "files", greeting("two")))
                .statusCode(200)
                .body("version", nullValue())
                .body("text", equalTo("Hi A<d>a. two"))
                .body("html", equalTo("<p>Hi A&lt;d&gt;a. two</p>"));
        unstored(
                        template.key(),
                        Map.of("userId", ada.userId(), "version", 1, "files", Map.of("en/email/subject.txt", "new")))
                .body("subject", equalTo("new"))
                .body("text", equalTo("Hi A<d>a. one"));
        unstored(template.key(), Map.of("userId", ada.userId(), "files", Map.of("meta.yaml", "title: x\n")))
                .body("findings.size()", equalTo(1));
        assertThat(template.versions()).hasSize(1);
    }

    @Test
    void shouldSayWhyAMessageWouldBeSkipped() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        var files = greeting("one");
        files.put("en/email/body.txt", "Hi {firstName} {firstName.nothing}");
        template.goesLiveWith(files);

        preview(template.key(), ada, "")
                .statusCode(200)
                .body("failure", containsString(template.key() + "/en/email/body.txt:1:"))
                .body("text", nullValue());
    }

    @Test
    void shouldAskForOnePersonAndAChannelThatIsThere() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));

        given().get("/api/templates/thank-you/preview").then().statusCode(400).body("code", equalTo("profile-missing"));
        preview("thank-you", new Person("nobody-at-all"), "").statusCode(422).body("code", equalTo("profile-unknown"));
        preview("thank-you", ada, "&channel=sms")
                .statusCode(422)
                .body("code", equalTo("template-without-channel"))
                .body("pointer", equalTo("channel"));
    }

    @Test
    void shouldWriteAnOldMessageAgainWithTheVersionItWasWrittenWith() {
        // given
        var guide = new WrittenTemplate("beginner-guide");
        var ada = Person.somebody()
                .identifies(Map.of("firstName", "Ada", "email", "ada@example.org"))
                .tracks("Signed Up")
                .awaitAt("Gateway_ProgressOrSilence");
        letPass("PT24H");
        ada.awaitAt("Event_GoalWindowClosed");
        var before = guide.live();
        var message = ada.trace().getMap("messages[0]");
        assertThat(message.get("templateVersion"))
                .isEqualTo(guide.version(before).getString("hash"));

        try {
            // when
            var files = new HashMap<>(guide.version(before).<String, String>getMap("files"));
            files.put("en/email/subject.txt", "Quite another subject");
            var after = guide.goesLiveWith(files);
            preview("beginner-guide", ada, "").body("subject", equalTo("Quite another subject"));
            var ben = Person.somebody()
                    .identifies(Map.of("firstName", "Ben", "email", "ben@example.org"))
                    .tracks("Signed Up")
                    .awaitAt("Gateway_ProgressOrSilence");
            letPass("PT24H");
            ben.awaitAt("Event_GoalWindowClosed");

            // then
            var mail = "select subject from mailbox_mail where message_id = ?";
            preview("beginner-guide", ada, "&version=" + before)
                    .body("hash", equalTo(message.get("templateVersion")))
                    .body("subject", equalTo(database.text(mail, UUID.fromString((String) message.get("id")))));
            assertThat(ben.trace().getString("messages[0].templateVersion"))
                    .isEqualTo(guide.version(after).getString("hash"));
            assertThat(database.text(mail, UUID.fromString(ben.trace().getString("messages[0].id"))))
                    .isEqualTo("Quite another subject");
            guide.removes(before).statusCode(409).body("code", equalTo("template-version-written"));
        } finally {
            guide.rollsBack(before);
        }
    }

    private static ValidatableResponse preview(String template, Person person, String more) {
        return given().get("/api/templates/{key}/preview?userId={id}" + more, template, person.userId())
                .then();
    }

    private static ValidatableResponse unstored(String template, Map<String, Object> body) {
        return given().contentType(ContentType.JSON)
                .body(body)
                .post("/api/templates/{key}/preview", template)
                .then();
    }

    private String codesOf(Person person) {
        return database.text("select count(*) from code where profile_id = ?", database.profileOf(person));
    }

    private List<String> everything() {
        return List.of("code", "message", "mailbox_mail", "template_version", "test_send").stream()
                .map(table -> database.text("select count(*) from " + table))
                .toList();
    }
}
