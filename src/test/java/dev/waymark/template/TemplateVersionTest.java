package dev.waymark.template;

import static dev.waymark.testing.Drawing.oneSend;
import static dev.waymark.testing.WrittenTemplate.AUTHOR;
import static dev.waymark.testing.WrittenTemplate.OTHER;
import static dev.waymark.testing.WrittenTemplate.as;
import static dev.waymark.testing.WrittenTemplate.greeting;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;

import dev.waymark.testing.Database;
import dev.waymark.testing.Drawing;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.http.ContentType;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A version of a template from the texts that are handed in to the one that people get, without a restart. */
@WaymarkTest
class TemplateVersionTest {

    @Inject
    Database database;

    @Inject
    TemplateVersions versions;

    @Inject
    TemplateChecking checking;

    private final WrittenTemplate template = WrittenTemplate.unknown();

    @Test
    void shouldTakeInWhatIsPackagedByItself() {
        var packaged = new WrittenTemplate("beginner-guide");

        assertThat(packaged.live()).isPositive();
        assertThat(packaged.versions().getLast())
                .containsEntry("author", "folder")
                .containsEntry("version", 1);
        assertThat(packaged.version(1).getMap("files")).containsKeys("meta.yaml", "th/email/subject.txt");
        given().get("/api/templates").then().body("items.key", hasItem("beginner-guide"));
    }

    @Test
    void shouldBeLiveOnceASecondPersonPublishesIt() {
        // given
        int version = template.handsIn(greeting("one"))
                .statusCode(201)
                .body("status", equalTo("CHECKED"))
                .body("findings", empty())
                .extract()
                .path("version");
        assertThat(template.live()).isZero();

        // when
        template.publishes("mia", version).statusCode(422).body("code", equalTo("approver-is-author"));
        assertThat(template.live()).isZero();
        template.publishes(OTHER, version).statusCode(200).body("approver", equalTo(OTHER));

        // then
        assertThat(template.live()).isEqualTo(version);
        assertThat(database.texts(
                        "select action || ' ' || actor from audit_entry where subject = 'template' and subject_id = ?"
                                + " order by id",
                        template.key()))
                .containsExactly("template-handed-in Mia", "template-checked Mia", "template-published Tom");
    }

    @Test
    void shouldKeepADraftWithEverythingThatIsWrong() {
        // given
        var files = greeting("one");
        files.put("en/email/body.txt", "Hi {firstName},\n\ndear {frstName}");
        files.put("en/email/subject.txt", "A {} subject");

        // when
        var draft = template.handsIn(files).statusCode(201).body("status", equalTo("DRAFT"));

        // then
        var folder = "messages/" + template.key() + "/en/email/";
        draft.body("findings.file", contains(folder + "body.txt", folder + "subject.txt"))
                .body("findings.line", contains(3, 1))
                .body("findings.column", contains(6, 3))
                .body("findings[0].sentence", containsString("but frstName is not"));
        template.publishes(OTHER, 1)
                .statusCode(409)
                .body("code", equalTo("template-version-not-ready"))
                .body("findings.size()", equalTo(2));
        assertThat(template.live()).isZero();
    }

    @Test
    void shouldLeaveTheGoodOneWhereABrokenOneIsHandedIn() {
        // given
        var good = template.goesLiveWith(greeting("one"));
        var broken = greeting("two");
        broken.remove("en/email/subject.txt");

        // when
        int draft = template.handsIn(broken).statusCode(201).extract().path("version");
        template.publishes(OTHER, draft).statusCode(409);

        // then
        assertThat(template.live()).isEqualTo(good);
    }

    @Test
    void shouldKeepNothingOfAHostileText() {
        for (var text : List.of(
                "{config:property('x')}",
                "{firstName.getClass()}",
                "{#include other /}",
                "{#if firstName}".repeat(9))) {
            var files = greeting("one");
            files.put("en/email/body.txt", "Hi {firstName} " + text);

            template.handsIn(files)
                    .statusCode(422)
                    .body("code", equalTo("template-unfit"))
                    .body("findings.file", hasItem(containsString("body.txt")));
        }
        var script = greeting("one");
        script.put("en/email/body.html", "<p>Hi {firstName}<script>alert(1)</script></p>");
        template.handsIn(script).statusCode(422);
        var large = greeting("one");
        large.put("en/email/body.txt", "Hi {firstName} " + "long ".repeat(15_000));
        template.handsIn(large).statusCode(422);

        assertThat(template.versions()).isEmpty();
    }

    @Test
    void shouldSayWhichFieldIsWrong() {
        template.handsIn(Map.of()).statusCode(400).body("pointer", equalTo("/files"));
        template.handsIn(Map.of("../../etc/passwd", "x")).statusCode(400).body("pointer", equalTo("/files"));
        template.handsIn(Map.of("en/email/body.txt", "a\0b"))
                .statusCode(400)
                .body("pointer", equalTo("/files/en~1email~1body.txt"));
        as(AUTHOR)
                .contentType(ContentType.JSON)
                .body("{\"comment\":\"x\",\"files\":{\"meta.yaml\":\"" + "x".repeat(1 << 20) + "\"}}")
                .post("/api/templates/{key}/versions", template.key())
                .then()
                .statusCode(413);
        given().contentType(ContentType.JSON)
                .body(Map.of("comment", "x", "files", greeting("one")))
                .post("/api/templates/{key}/versions", template.key())
                .then()
                .statusCode(400)
                .body("pointer", equalTo("X-Waymark-Actor"));
    }

    @Test
    void shouldTakeOneTextInPlaceOfAnother() {
        // given
        var first = template.goesLiveWith(greeting("one"));

        // when
        int second = as(AUTHOR)
                .contentType("text/plain; charset=utf-8")
                .body("เรื่องใหม่")
                .post(
                        "/api/templates/{key}/versions?path=en/email/subject.txt&basedOn={first}&comment=new",
                        template.key(),
                        first)
                .then()
                .statusCode(201)
                .body("status", equalTo("CHECKED"))
                .extract()
                .path("version");

        // then
        assertThat(template.version(second).<String, String>getMap("files"))
                .containsEntry("en/email/subject.txt", "เรื่องใหม่")
                .containsEntry("en/email/body.txt", greeting("one").get("en/email/body.txt"));
    }

    @Test
    void shouldTakeTheSameTextsForTheSameVersion() {
        template.goesLiveWith(greeting("one"));

        template.handsIn(greeting("one"))
                .statusCode(201)
                .body("version", equalTo(1))
                .body("status", equalTo("LIVE"));
        assertThat(template.versions()).hasSize(1);
    }

    @Test
    void shouldGoBackInOneCall() {
        // given
        var first = template.goesLiveWith(greeting("one"));
        var second = template.goesLiveWith(greeting("two"));
        assertThat(template.live()).isEqualTo(second);

        // when
        template.rollsBack(first).statusCode(200).body("status", equalTo("LIVE"));

        // then
        assertThat(template.live()).isEqualTo(first);
        assertThat(template.version(second).getString("status")).isEqualTo("FORMER");
        int never = template.handsIn(greeting("three")).extract().path("version");
        template.rollsBack(never).statusCode(409);
    }

    @Test
    void shouldAskAtPublishForWhatIsNamed() {
        // given
        var files = greeting("one");
        files.put(
                "meta.yaml",
                "title: Greeting\noffer: no-such-offer\nparameters:\n"
                        + "  firstName: {from: trait.firstName, fallback: {en: there}}\n");

        // then
        template.handsIn(files)
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body("findings[0].sentence", containsString("none named no-such-offer"));
    }

    @Test
    void shouldNotLoseAChannelThatALiveJourneyNames() {
        var guide = new WrittenTemplate("beginner-guide");

        guide.handsIn(Map.of("meta.yaml", "title: Guide\n", "en/sms/body.txt", "Nothing much"))
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body("findings.sentence", hasItem(containsString("of journey welcome, version ")));
    }

    @Test
    void shouldNotLoseTheWayToUnsubscribeThatALiveJourneyNeeds() {
        // given
        var withLink = greeting("one");
        withLink.put(
                "meta.yaml",
                "title: Greeting\nparameters:\n  firstName: {from: trait.firstName, fallback: {en: there}}\n"
                        + "  leave: {from: message.unsubscribe}\n");
        withLink.put("en/email/body.txt", "Hi {firstName}. No more: {leave}");
        withLink.put("en/email/body.html", "<p>Hi {firstName}. <a href=\"{leave}\">No more</a></p>");
        var first = template.goesLiveWith(withLink);
        await().atMost(20, SECONDS).until(() -> template.live() == first);
        sending("product-news").published();

        // then
        template.handsIn(greeting("two"))
                .statusCode(201)
                .body("status", equalTo("DRAFT"))
                .body("findings.sentence", hasItem(containsString("say how to unsubscribe, as step Send of journey ")));
        withLink.put("en/email/subject.txt", "two");
        template.goesLiveWith(withLink);
    }

    @Test
    void shouldNotNeedAWayToUnsubscribeFromWhatNobodyCanRefuse() {
        // given
        var first = template.goesLiveWith(greeting("one"));
        await().atMost(20, SECONDS).until(() -> template.live() == first);
        sending("order-service").published();

        // then
        template.goesLiveWith(greeting("two"));
    }

    private Drawing sending(String topic) {
        return oneSend(template.key(), "email", topic);
    }

    @Test
    void shouldNotBeRemovedWhileALiveJourneyShowsIt() {
        // given
        var first = template.goesLiveWith(greeting("one"));
        await().atMost(20, SECONDS).until(() -> template.live() == first);
        sending("order-service").published();

        // then
        template.removes(first).statusCode(409).body("code", equalTo("template-in-use"));
        assertThat(template.live()).isEqualTo(first);
    }

    @Test
    void shouldBeRemovedWhenNobodyNeedsIt() {
        // given
        var first = template.goesLiveWith(greeting("one"));

        // when
        template.removes(first).statusCode(204);

        // then
        assertThat(template.live()).isZero();
        given().get("/api/templates/{key}/versions/{v}", template.key(), first)
                .then()
                .statusCode(404);
        template.handsIn(greeting("one")).body("version", equalTo(first + 1));
    }

    @Test
    void shouldFollowWhatAnotherNodePublishes() {
        // given
        var first = template.goesLiveWith(greeting("one"));
        int second = template.handsIn(greeting("two")).extract().path("version");
        var otherNode = new LiveTemplates(versions, checking);

        // when, as another node does
        database.run(
                "update template_version set status = 'FORMER' where template = ? and version = ?",
                template.key(),
                first);
        database.run(
                "update template_version set status = 'LIVE' where template = ? and version = ?",
                template.key(),
                second);

        // then
        await().atMost(3, SECONDS).until(() -> template.live() == second);
        otherNode.refresh();
        assertThat(otherNode.version(template.key())).hasValue(second);
    }

    @Test
    void shouldGoOnWithWhatItHasWhereItCannotReadANewerOne() {
        // given
        var first = template.goesLiveWith(greeting("one"));
        int second = template.handsIn(greeting("two")).extract().path("version");
        var node = new LiveTemplates(versions, checking);
        node.refresh();

        // when, as a newer Waymark does that knows more
        database.run(
                "update template_version set status = 'FORMER' where template = ? and version = ?",
                template.key(),
                first);
        database.run(
                "update template_version set status = 'LIVE', hash = 'newer', files = jsonb_set(files,"
                        + " '{en/email/body.txt}', '\"{#newer/}\"') where template = ? and version = ?",
                template.key(),
                second);
        node.refresh();

        // then
        assertThat(node.version(template.key())).hasValue(first);
        assertThat(node.find("beginner-guide")).isPresent();
    }

    @Test
    void shouldBeAskedForByItsKey() {
        given().get("/api/templates/no-such-template").then().statusCode(404).body("code", equalTo("template-unknown"));
        template.publishes(OTHER, 7).statusCode(404).body("code", equalTo("version-unknown"));
        assertThat(answer("thank-you").getString("channels.email")).isEqualTo("[en, th]");
    }

    private static JsonPath answer(String key) {
        return given().get("/api/templates/{key}", key).jsonPath();
    }
}
