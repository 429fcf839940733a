package dev.waymark.console;

import static dev.waymark.testing.WrittenTemplate.greeting;
import static io.restassured.RestAssured.given;
import static java.util.concurrent.TimeUnit.SECONDS;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.allOf;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.not;

import dev.waymark.console.TemplatePage.PreviewFields;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import dev.waymark.testing.WrittenTemplate;
import io.restassured.response.ValidatableResponse;
import jakarta.inject.Inject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the pages of templates show, and that a person's own words stay words there. */
@WaymarkTest
class TemplatePagesTest {

    private static final String SCRIPT = "<script>alert(1)</script>";
    private static final Pattern FRAME = Pattern.compile("<iframe [^>]*sandbox src=\"([^\"]*)\"");
    private static final Pattern OPTION = Pattern.compile("<option value=\"([^\"]*)\"( selected)?>");

    @ConfigProperty(name = "waymark.definitions.folder")
    Path definitions;

    @Inject
    Database database;

    private final WrittenTemplate template = WrittenTemplate.unknown();

    @Test
    void shouldListWhatIsLive() {
        var words = words(isPage("/templates"));

        var live = new WrittenTemplate("beginner-guide").live();
        assertThat(words).contains("Beginner&#39;s guide beginner-guide email en, th welcome-gift " + live + " ");
        assertThat(words).contains("thank-you email en, th line en, th whatsapp en, th");
    }

    @Test
    void shouldSayWhatIsWrongWithFilesThatWereRefused() throws IOException {
        var folder = definitions.resolve("messages/" + template.key());
        var broken = greeting("one");
        broken.put("en/email/body.txt", "Hi {firstName}\n  {nobody<b>}");
        try {
            for (var file : broken.entrySet()) {
                Files.createDirectories(folder.resolve(file.getKey()).getParent());
                Files.writeString(folder.resolve(file.getKey()), file.getValue());
            }

            await().atMost(5, SECONDS)
                    .until(() -> words(isPage("/templates")).contains("en/email/body.txt , line 2, column 3 "));
            isPage("/templates")
                    .body(
                            containsString("Files that were refused"),
                            containsString("Expected "),
                            not(containsString("<b>}")));
        } finally {
            remove(folder);
        }
        await().atMost(5, SECONDS).until(() -> !words(isPage("/templates")).contains("refused"));
    }

    @Test
    void shouldSayThatThereIsNone() {
        var page = TemplatePageResource.Templates.templates(new TemplatesView(List.of(), List.of()))
                .render();

        assertThat(page).contains("No template is live").contains("messages/");
    }

    @Test
    void shouldShowParametersAndWhatItIsWrittenFor() {
        var words = words(isPage("/templates/thank-you?userId=nobody"));

        assertThat(words).contains("firstName trait.firstName en there th คุณลูกค้า");
        assertThat(words).contains("email en th line en th whatsapp en th");
        assertThat(html(isPage("/templates/thank-you?userId=nobody")))
                .contains("/templates/thank-you?userId=nobody&amp;channel=line&amp;locale=th");
    }

    @Test
    void shouldShowItAsThePersonWouldReadIt() {
        var somchai = Person.somebody().identifies(Map.of("firstName", "สมชาย", "locale", "th-TH"));

        var page = isPage("/templates/beginner-guide?userId=" + somchai.userId());

        assertThat(words(page))
                .contains("เริ่มต้นง่าย ๆ ใน 3 ขั้นตอน email, th")
                .contains("firstName สมชาย code SAMPLE-CODE")
                .contains("สวัสดีค่ะ สมชาย")
                .contains("SAMPLE-CODE stands where")
                .doesNotContain("FALLBACK");
        assertThat(html(given().get(frame(page)).then().statusCode(200))).contains("สมชาย");
        assertThat(words(isPage("/templates/beginner-guide?locale=en&userId=" + somchai.userId())))
                .contains("Three small steps to get going email, en")
                .contains("Hi สมชาย,");
    }

    @Test
    void shouldShowAScriptAsWords() {
        var mallory = new Person("\"><i>&" + SCRIPT + UUID.randomUUID());
        mallory.identifies(Map.of("firstName", SCRIPT));
        template.goesLiveWith(greeting(SCRIPT.replace("script", "b")));

        var page = given().queryParam("userId", mallory.userId())
                .queryParam("locale", SCRIPT)
                .queryParam("channel", "email")
                .get("/templates/" + template.key())
                .then()
                .statusCode(200)
                .body(not(containsString(SCRIPT)), not(containsString("\"><i>")), containsString("&lt;script&gt;"));

        given().urlEncodingEnabled(false)
                .get(frame(page))
                .then()
                .statusCode(200)
                .body(not(containsString(SCRIPT)), containsString("<p>Hi &lt;script&gt;"))
                .header(
                        "Content-Security-Policy",
                        allOf(containsString("sandbox"), containsString("default-src 'none'")));
    }

    @Test
    void shouldSayWhatFellBackAndWhy() {
        var nobody = Person.somebody().identifies(Map.of("locale", "en"));

        assertThat(words(isPage("/templates/beginner-guide?userId=" + nobody.userId())))
                .contains("firstName there FALLBACK The person has no trait firstName.");
    }

    @Test
    void shouldSayWhyAMessageWouldBeSkipped() {
        var files = greeting("one");
        files.put("en/email/body.txt", "Hi {firstName} {firstName.nothing}");
        template.goesLiveWith(files);
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));

        var page = isPage("/templates/" + template.key() + "?userId=" + ada.userId());

        assertThat(words(page)).contains("This message would be skipped " + template.key() + "/en/email/body.txt:1:");
        assertThat(html(page)).doesNotContain("<iframe");
    }

    @ParameterizedTest
    @CsvSource({
        "userId=nobody-at-all, Expected somebody Waymark knows",
        "userId={ada}&channel=sms, Expected a channel that the template is written for",
        "userId={ada}&version=999, Expected a version of this template",
        "userId={ada}&version=<i>, Expected the number of a version",
        "version=99999999999, Expected the number of a version"
    })
    void shouldSayWhyThereIsNoPreview(String query, String sentence) {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));

        var page = isPage("/templates/beginner-guide?" + query.replace("{ada}", ada.userId()));

        assertThat(html(page)).contains("<p id=\"problem\" class=\"problem\" role=\"status\">" + sentence);
        assertThat(html(page)).doesNotContain("<iframe").doesNotContain("<i>").doesNotContain("Name a person");
    }

    @Test
    void shouldKnowNobodyByAnIdThatNobodyCanHave() {
        given().urlEncodingEnabled(false)
                .get("/templates/beginner-guide?userId=%00")
                .then()
                .statusCode(200)
                .body(containsString("Expected somebody Waymark knows"));
    }

    @Test
    void shouldAskForSomebodyWhileNobodyIsKnown() {
        var form = new PreviewFields("", List.of(), List.of(), List.of());
        var page = new TemplatePage(
                "thanks", "Thanks", null, 1, "LIVE", form, null, null, List.of(), List.of(), List.of());

        assertThat(TemplatePageResource.Templates.template(page).render())
                .contains("Name a person by the user id")
                .doesNotContain("id=\"problem\"");
    }

    @Test
    void shouldShowTheNewestPersonWhileNobodyIsNamed() {
        var before = Person.somebody().identifies(Map.of("firstName", "Before"));
        var newest = Person.somebody().identifies(Map.of("firstName", "Newest"));

        var page = html(isPage("/templates/beginner-guide?userId=&channel=email&locale=en&version="));

        assertThat(page).contains("Hi Newest,").contains("value=\"" + newest.userId() + "\"");
        assertThat(page).doesNotContain(before.userId());
    }

    @Test
    void shouldShowAnyVersionAndOfferTheNewestTwenty() {
        // given
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        template.goesLiveWith(greeting("first"));
        for (int number = 2; number <= 22; number++) {
            template.handsIn(greeting("words " + number)).statusCode(201);
        }
        var path = "/templates/" + template.key() + "?userId=" + ada.userId();

        // then
        var live = html(isPage(path));
        assertThat(live).contains("Hi Ada. first").contains("22, checked");
        assertThat(options(live))
                .startsWith(" selected", "22", "21")
                .contains("3", "1")
                .doesNotContain("2");
        var chosen = html(isPage(path + "&version=22"));
        assertThat(chosen).contains("Hi Ada. words 22");
        assertThat(options(chosen)).contains("22 selected").doesNotContain(" selected");
    }

    @Test
    void shouldShowProductsByTheirNames() {
        // given
        var sku = "x" + UUID.randomUUID();
        database.run(
                "insert into product (sku, name, category, in_stock, updated_at) values (?, ?, ?, true, now())",
                sku,
                "Bowl " + SCRIPT,
                sku + "-category");
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada", "locale", "en"));
        ada.tracks("Product Viewed", Map.of("product_id", sku));

        // when
        var page = isPage("/templates/catalogue?userId=" + ada.userId());

        // then
        assertThat(words(page)).contains("products Bowl &lt;script&gt;");
        database.run("delete from product where sku = ?", sku);
        database.run("delete from best_seller");
        assertThat(words(isPage("/templates/catalogue?userId=" + ada.userId()))).contains("products none contact");
    }

    @Test
    void shouldShowWhatIsWrongWithADraft() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada"));
        var broken = greeting("one");
        broken.put("en/email/body.txt", "{nobody}{firstName}");
        template.handsIn(broken).statusCode(201);

        var page = isPage("/templates/" + template.key() + "?userId=" + ada.userId());

        assertThat(words(page))
                .contains("version 1 DRAFT")
                .contains("What is wrong with this version")
                .contains("en/email/body.txt , line 1, column 1 Expected a parameter declared");
        assertThat(html(page)).doesNotContain("<iframe").doesNotContain("id=\"problem\"");
    }

    @Test
    void shouldShowApprovedWordsAndNoFrameWhereThereIsNoMarkup() {
        var ada = Person.somebody().identifies(Map.of("firstName", "Ada", "locale", "en"));

        var page = isPage("/templates/thank-you?channel=whatsapp&userId=" + ada.userId());

        assertThat(words(page))
                .contains("Text whatsapp, en")
                .contains("Approved words that are sent order_thanks in en Ada");
        assertThat(html(page)).doesNotContain("<iframe");
    }

    @Test
    void shouldSayThatAPageIsUnknown() {
        given().get("/templates/no-such-template").then().statusCode(404);
        given().urlEncodingEnabled(false).get("/templates/%00").then().statusCode(404);
        given().get("/templates/no-such-template/body?userId=ada").then().statusCode(404);
        given().get("/templates/beginner-guide/body?userId=nobody-at-all")
                .then()
                .statusCode(404);
    }

    private static ValidatableResponse isPage(String path) {
        return given().get(path).then().statusCode(200).contentType("text/html").body(not(containsString(SCRIPT)));
    }

    private static String html(ValidatableResponse page) {
        return page.extract().asString();
    }

    private static String words(ValidatableResponse page) {
        return html(page).replaceAll("<[^>]*>", " ").replaceAll("\\s+", " ");
    }

    /** Where the frame of the HTML part leads. */
    private static String frame(ValidatableResponse page) {
        var found = FRAME.matcher(html(page));
        assertThat(found.find()).as("there is a frame").isTrue();
        return found.group(1).replace("&amp;", "&");
    }

    /** The versions to choose from, and which one is. */
    private static List<String> options(String page) {
        var versions = page.substring(page.indexOf("name=\"version\""));
        return OPTION.matcher(versions)
                .results()
                .map(found -> found.group(1) + (found.group(2) == null ? "" : found.group(2)))
                .toList();
    }

    private static void remove(Path folder) throws IOException {
        try (var files = Files.walk(folder)) {
            for (var file : files.sorted(Comparator.reverseOrder()).toList()) {
                Files.delete(file);
            }
        }
    }
}
