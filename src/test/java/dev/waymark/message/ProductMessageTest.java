package dev.waymark.message;

import static dev.waymark.product.CatalogueFile.done;
import static dev.waymark.product.CatalogueFile.sendCsv;
import static dev.waymark.testing.Drawing.aJourney;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import io.restassured.path.json.JsonPath;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("A message with products")
class ProductMessageTest {

    @Inject
    Database database;

    @BeforeEach
    void catalogue() {
        database.run("delete from product");
        database.run("delete from best_seller");
        done(sendCsv("""
                sku,name,category,price,currency,url,image
                m-1,Large <TV>,TV,12900,THB,https://shop.example/m-1?a=1&b=2,https://shop.example/m-1.png
                m-2,Bowl,bowls,,,,
                m-3,Lamp,lamps,5.5,THB,,
                """));
    }

    @Test
    void shouldShowWhatThePersonLookedAtWithTheReason() {
        // given
        var ada = somebody("en");
        views(ada, "m-3");
        views(ada, "m-2");
        views(ada, "m-1");

        // when
        var message = sent(ada, "catalogue");

        // then
        assertThat(mail(message, "html"))
                .contains(
                        "<a href=\"https://shop.example/m-1?a=1&amp;b=2\" style=\"color:#1f6f54;\">Large &lt;TV&gt;</a>")
                .contains("<img src=\"https://shop.example/m-1.png\"")
                .contains("12,900 THB")
                .contains("People who compared as you do kept this one.")
                .doesNotContain("href=\"\"", "src=\"\"", "{");
        assertThat(mail(message, "text")).contains("""
                - Large <TV>, 12,900 THB: People who compared as you do kept this one. https://shop.example/m-1?a=1&b=2
                - Bowl
                - Lamp, 5.5 THB

                Nothing in it?""");
    }

    @Test
    void shouldSpeakOneLanguage() {
        var ada = somebody("th-TH");
        views(ada, "m-1");

        assertThat(mail(sent(ada, "catalogue"), "text"))
                .contains("- Large <TV>, 12,900 THB: คนที่เทียบรุ่นแบบคุณเลือกเก็บรุ่นนี้ไว้");
        assertThat(mail(sent(ada, "products-or-nothing"), "text"))
                .startsWith("คนที่เทียบรุ่นแบบคุณเลือกเก็บรุ่นนี้ไว้ [m-1 12,900 THB คนที่เทียบ");
    }

    @Test
    void shouldGoWithoutProductsOrNotAtAllAsTheTemplateSays() {
        // given
        var ada = somebody("en");

        // when
        var shown = sent(ada, "catalogue");
        var skipped = sent(ada, "products-or-nothing");

        // then
        assertThat(shown.getString("messages[0].status")).isEqualTo("ACCEPTED");
        assertThat(mail(shown, "html")).doesNotContain("{", "<img");
        assertThat(skipped.getString("messages[0].status")).isEqualTo("SKIPPED");
        assertThat(skipped.getString("messages[0].reason")).isEqualTo("no-products");
    }

    @Test
    void shouldShowBestSellersWhereTheTemplateFallsBackOnThem() {
        database.run("insert into best_seller (category, place, sku, orders) values ('', 1, 'm-3', 5)");

        assertThat(mail(sent(somebody("en"), "catalogue"), "text")).contains("- Lamp, 5.5 THB");
    }

    @Test
    void shouldShowNoMoreThanTheTemplateAsksForAndFallBackOnItsWords() {
        var ada = somebody("en");
        views(ada, "m-1");
        views(ada, "m-3");
        views(ada, "m-2");

        assertThat(mail(sent(ada, "products-or-nothing"), "text")).startsWith("Have a look. [m-2  ] [m-3 5.5 THB ]\n");
    }

    private static JsonPath sent(Person person, String template) {
        var journey = aJourney()
                .task("Send", "send-message", "templateKey", template, "channel", "email", "topic", "onboarding")
                .end("End", "Done")
                .path("Start", "Send", "End")
                .published();
        journey.enrols(person).then().statusCode(202);
        journey.awaitOutcome(person, "done");
        return given().get(
                        "/api/enrolments/{id}/trace",
                        journey.enrolmentsOf(person).getFirst().get("id"))
                .jsonPath();
    }

    private String mail(JsonPath trace, String column) {
        var id = UUID.fromString(trace.getString("messages[0].id"));
        return Mailing.withTargets(
                database.text("select " + column + " from mailbox_mail where message_id = ?", id), id, database);
    }

    private static void views(Person person, String sku) {
        person.tracks("Product Viewed", Map.of("product_id", sku));
    }

    private static Person somebody(String locale) {
        var person = Person.somebody();
        return person.identifies(Map.of("email", person.userId() + "@example.org", "locale", locale));
    }
}
