package dev.waymark.product;

import static dev.waymark.product.CatalogueFile.done;
import static dev.waymark.product.CatalogueFile.send;
import static dev.waymark.product.CatalogueFile.sendCsv;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.contains;
import static org.hamcrest.Matchers.empty;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItem;
import static org.hamcrest.Matchers.nullValue;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;

@WaymarkTest
@DisplayName("The catalogue")
class ProductTest {

    private static final String HEADER = "sku,name,category,price,currency,url,image,inStock\n";

    @Inject
    Relations relations;

    @Inject
    Database database;

    @BeforeEach
    void clear() {
        for (var table : List.of("product", "related_product", "best_seller", "product_reckoning")) {
            database.run("delete from " + table);
        }
    }

    @Test
    void shouldTakeSoundLinesAndNameTheOthers() {
        // when
        var file = done(sendCsv(HEADER + """
                tv-1,ทีวี 55 นิ้ว,TV & Video,12900.50,THB,https://shop.example/tv-1,https://shop.example/tv-1.png,
                tv-2,Small one,TV & Video,9900,THB,http://shop.example/tv-2,,
                tv-3,,TV,1,THB,,,
                tv-4,No currency,TV,1,,,,
                tv-5,Script,TV,1,THB,javascript:alert(1),,
                tv-6,Below nothing,TV,-1,THB,,,
                tv-7,With a name,TV,1,THB,https://user@shop.example/,,
                tv-8,Not to be had,TV,,,,,false
                """));

        // then
        assertThat(file.getInt("rows.total")).isEqualTo(8);
        assertThat(file.getList("refusals.line")).containsExactly(3, 4, 5, 6, 7, 8);
        assertThat(file.getList("refusals.column")).containsExactly("url", "name", "currency", "url", "price", "url");
        given().get("/api/products/tv-1")
                .then()
                .statusCode(200)
                .body("name", equalTo("ทีวี 55 นิ้ว"))
                .body("category", equalTo("tv-video"))
                .body("price", equalTo(12900.50f))
                .body("inStock", equalTo(true));
        given().get("/api/products/tv-8").then().body("inStock", equalTo(false)).body("url", nullValue());
        given().get("/api/products/tv-2").then().statusCode(404).body("code", equalTo("product-unknown"));
    }

    @Test
    void shouldReplaceWhatWasKnownAndBeSearched() {
        // given
        done(sendCsv(HEADER + "a-1,Bowl 100%,dog,5,THB,,,\na-2,Bowl,dog,6,THB,,,\nb-1,Lead,cat,7,THB,,,\n"));

        // when
        done(send("application/json", "[{\"sku\": \"a-1\", \"name\": \"Large bowl\", \"inStock\": false}]"));

        // then
        given().get("/api/products/a-1")
                .then()
                .body("name", equalTo("Large bowl"))
                .body("price", nullValue())
                .body("inStock", equalTo(false));
        given().get("/api/products?q=BOWL").then().body("items.sku", contains("a-1", "a-2"));
        given().queryParam("q", "%").get("/api/products").then().body("items", empty());
        given().get("/api/products?category=Cat").then().body("items.sku", contains("b-1"));
        given().get("/api/products?limit=2")
                .then()
                .body("items.sku", contains("a-1", "a-2"))
                .body("next", equalTo("a-2"));
        given().get("/api/products?limit=2&cursor=a-2").then().body("items.sku", contains("b-1"));
    }

    @Test
    void shouldSayWhatIsBoughtTogetherOftenEnough() {
        // given: a cable goes with everything, a mount with the television only
        var mark = catalogue("tv", "mount", "cable", "lamp", "rare");
        for (int i = 0; i < 3; i++) {
            orders(somebody(), mark + "tv", mark + "mount", mark + "cable");
        }
        for (int i = 0; i < 6; i++) {
            orders(somebody(), mark + "lamp", mark + "cable");
        }
        orders(somebody(), mark + "tv", mark + "rare");
        orders(somebody(), mark + "tv", mark + "rare", "not-in-the-catalogue");

        // when
        relations.reckon();

        // then
        given().get("/api/products/{sku}/related", mark + "tv")
                .then()
                .body("items.product.sku", contains(mark + "mount", mark + "cable"))
                .body("items.orders", contains(3, 3));
        given().get("/api/products/{sku}/related", mark + "rare").then().body("items", empty());
        assertThat(database.texts("select sku from best_seller where category = ? order by place", mark + "c"))
                .startsWith(mark + "cable", mark + "lamp");
    }

    @Test
    void shouldNotCountOrdersThatWereCancelledOrRefunded() {
        var mark = catalogue("one", "two");
        for (int i = 0; i < 3; i++) {
            var person = somebody();
            var order = orders(person, mark + "one", mark + "two");
            person.tracks(i == 0 ? "Order Cancelled" : "Order Refunded", Map.of("order_id", order));
        }

        relations.reckon();

        given().get("/api/products/{sku}/related", mark + "one").then().body("items", empty());
    }

    @Test
    void shouldShowWhatSomebodyLookedAtAndHasNotBoughtSince() {
        // given
        var mark = catalogue("seen", "bought", "again", "gone");
        database.run("update product set in_stock = false where sku = ?", mark + "gone");
        var ada = somebody();
        orders(ada, mark + "again");
        views(ada, mark + "seen");
        views(ada, mark + "bought");
        views(ada, mark + "gone");
        views(ada, "not-in-the-catalogue");
        views(ada, mark + "again");
        orders(ada, mark + "bought");

        // then
        assertThat(recommended(ada, "recently-browsed")).containsExactly(mark + "again", mark + "seen");
        assertThat(recommended(somebody(), "recently-browsed")).isEmpty();
    }

    @Test
    void shouldGoOnForSomebodyWhoTurnsOutToBeKnown() {
        // given
        var mark = catalogue("seen");
        var anonymous = "anonymous-" + UUID.randomUUID();
        given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType("application/json")
                .body(Map.of(
                        "anonymousId",
                        anonymous,
                        "messageId",
                        UUID.randomUUID().toString(),
                        "event",
                        "Product Viewed",
                        "properties",
                        Map.of("product_id", mark + "seen")))
                .post("/v1/track")
                .then()
                .statusCode(200);
        var ada = somebody();

        // when
        given().auth()
                .preemptive()
                .basic(Person.WRITE_KEY, "")
                .contentType("application/json")
                .body(Map.of(
                        "userId",
                        ada.userId(),
                        "anonymousId",
                        anonymous,
                        "messageId",
                        UUID.randomUUID().toString()))
                .post("/v1/identify")
                .then()
                .statusCode(200);

        // then
        assertThat(recommended(ada, "recently-browsed")).containsExactly(mark + "seen");
        given().delete("/api/profiles/{id}", database.profileOf(ada)).then().statusCode(200);
    }

    @Test
    void shouldShowWhatGoesWithTheLatestOrderOrSellsBest() {
        // given
        var mark = catalogue("tv", "mount", "cable");
        for (int i = 0; i < 3; i++) {
            orders(somebody(), mark + "tv", mark + "mount", mark + "cable");
        }
        relations.reckon();
        var ada = somebody();
        orders(ada, mark + "cable");
        orders(ada, mark + "tv");
        var ben = somebody();
        views(ben, mark + "cable");

        // then
        assertThat(recommended(ada, "related")).containsExactly(mark + "mount");
        assertThat(recommended(ben, "related")).isEmpty();
        assertThat(recommended(ben, "best-sellers"))
                .containsExactlyInAnyOrder(mark + "tv", mark + "mount", mark + "cable");
        assertThat(recommended(ada, "best-sellers")).containsExactly(mark + "mount");
        given().get("/api/profiles/{id}/products?from=best", database.profileOf(ben))
                .then()
                .statusCode(400)
                .body("pointer", equalTo("from"));
    }

    @Test
    void shouldGiveAReasonBySegmentAndCategory() {
        // given
        done(sendCsv(HEADER + "tv-9,A television,TV,1,THB,,,\n"));
        var ada = somebody();
        views(ada, "tv-9");

        // then
        given().queryParam("from", "recently-browsed")
                .queryParam("locale", "th-TH")
                .get("/api/profiles/{id}/products", database.profileOf(ada))
                .then()
                .statusCode(200)
                .body("reason", contains("คนที่เทียบรุ่นแบบคุณเลือกเก็บรุ่นนี้ไว้"));
        given().get("/api/product-reasons")
                .then()
                .statusCode(200)
                .body("items.key", hasItem("bargain-tv"))
                .body("findings.size()", equalTo(2))
                .body(
                        "findings[0].sentence",
                        equalTo("Expected a known category of the catalogue, but there is none named"
                                + " dog. Known: tv."));
    }

    /** Products of a category of their own, so that other tests do not matter. */
    private String catalogue(String... names) {
        var mark = "x" + UUID.randomUUID().toString().substring(0, 8) + "-";
        done(sendCsv(HEADER
                + String.join(
                        "\n",
                        Stream.of(names)
                                .map(name -> mark + name + "," + name + "," + mark + "c,1,THB,,,")
                                .toList())));
        return mark;
    }

    private static String orders(Person person, String... skus) {
        var order = UUID.randomUUID().toString();
        person.tracks(
                "Order Completed",
                Map.of(
                        "order_id",
                        order,
                        "revenue",
                        10,
                        "products",
                        Stream.of(skus).map(sku -> Map.of("product_id", sku)).toList()));
        return order;
    }

    private static void views(Person person, String sku) {
        person.tracks("Product Viewed", Map.of("product_id", sku));
    }

    private List<String> recommended(Person person, String from) {
        return given().queryParam("from", from)
                .get("/api/profiles/{id}/products", database.profileOf(person))
                .then()
                .statusCode(200)
                .extract()
                .jsonPath()
                .getList("product.sku");
    }

    private static Person somebody() {
        return Person.somebody().tracks("Looked Around");
    }
}
