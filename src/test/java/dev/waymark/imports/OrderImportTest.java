package dev.waymark.imports;

import static dev.waymark.imports.CsvImport.done;
import static dev.waymark.imports.CsvImport.sends;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;

import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Past orders from a CSV file: the lines of an order become one event, whatever their order. */
@WaymarkTest
class OrderImportTest {

    private static final String HEADER =
            "orderId,userId,placedAt,value,currency,productId,category,quantity,price,channel,status,refundedValue";

    @Inject
    Database database;

    private final Person ada = Person.somebody();
    private final String one = "o-" + UUID.randomUUID();
    private final String two = "o-" + UUID.randomUUID();

    @Test
    void shouldMakeOneEventOfTheLinesOfAnOrder() {
        // when
        var file = done(
                "orders",
                HEADER,
                line(one, "2026-01-02T10:00:00+07:00,300,THB,p1,tea,2,100,store,,"),
                line(two, "2026-01-03,50.5,THB,p9,coffee,1,50.5,web,,"),
                one + ",,,,,p2,cups,1,100,,,");

        // then
        assertThat(file.counts()).containsExactly(3, 3, 0, 2, 0);
        assertThat(orders("Order Completed"))
                .containsExactly(
                        "{\"total\": 300, \"value\": 300, \"channel\": \"store\", \"currency\": \"THB\","
                                + " \"order_id\": \"" + one + "\", \"products\": ["
                                + "{\"price\": 100, \"category\": \"tea\", \"quantity\": 2, \"product_id\": \"p1\"},"
                                + " {\"price\": 100, \"category\": \"cups\", \"quantity\": 1, \"product_id\": \"p2\"}]}",
                        "{\"total\": 50.5, \"value\": 50.5, \"channel\": \"web\", \"currency\": \"THB\","
                                + " \"order_id\": \"" + two + "\", \"products\": ["
                                + "{\"price\": 50.5, \"category\": \"coffee\", \"quantity\": 1, \"product_id\": \"p9\"}]}");
        assertThat(database.texts(
                        "select occurred_at at time zone 'UTC' from event where profile_id = ? order by occurred_at",
                        database.profileOf(ada)))
                .containsExactly("2026-01-02 03:00:00", "2026-01-03 00:00:00");
    }

    @Test
    void shouldAddWhatBecameOfTheOrder() {
        // when
        var file = done(
                "orders",
                HEADER,
                line(one, "2026-01-02,300,THB,,,,,,cancelled,"),
                line(two, "2026-01-03,50,THB,,,,,,,20"));

        // then
        assertThat(file.counts()).containsExactly(2, 2, 0, 4, 0);
        assertThat(orders("Order Cancelled")).hasSize(1);
        assertThat(orders("Order Refunded"))
                .containsExactly(
                        "{\"total\": 20, \"value\": 20, \"currency\": \"THB\", \"order_id\": \"" + two + "\"}");
    }

    @Test
    void shouldCountAnOrderOnceHoweverOftenItComes() {
        // given
        done("orders", HEADER, line(one, "2026-01-02,300,THB,p1,,,,,,"));

        // when: a longer export, in which the order has been refunded since
        var later = done(
                "orders",
                HEADER,
                line(one, "2026-01-02,300,THB,p1,,,,,refunded,"),
                line(two, "2026-01-03,50,THB,p1,,,,,,"));

        // then
        assertThat(later.counts()).containsExactly(2, 2, 0, 2, 1);
        assertThat(orders("Order Completed")).hasSize(2);
        assertThat(orders("Order Refunded")).hasSize(1);
    }

    @Test
    void shouldRefuseAnOrderWholeWhenALineOfItIsWrong() {
        // when
        var file = done(
                "orders",
                HEADER,
                line(one, "2026-01-02,300,THB,p1,,2,,,,"),
                line(one, "2026-01-02,300,THB,p2,,two,,,,"),
                line(two, "2026-01-03,50,THB,,,,,,,"));

        // then: mended, it is taken
        assertThat(file.refused()).containsExactly("3 quantity");
        assertThat(file.counts()).containsExactly(3, 3, 2, 1, 0);
        var mended = done(
                "orders", HEADER, line(one, "2026-01-02,300,THB,p1,,2,,,,"), line(one, "2026-01-02,300,THB,p2,,2,,,,"));
        assertThat(mended.counts()).containsExactly(2, 2, 0, 1, 0);
    }

    @ParameterizedTest(name = "{1}")
    @CsvSource(
            delimiter = '|',
            value = {
                "2026-01-02,,THB,,,,,,,|value",
                ",300,THB,,,,,,,|placedAt",
                "2026-01-02,300,Baht,,,,,,,|currency",
                "2026-01-02,300,THB,,,,,,lost,|status",
                "02/01/2026,300,THB,,,,,,,|placedAt",
                "2026-01-02,1e3,THB,,,,,,,|value"
            })
    void shouldNameWhatIsWrongWithAnOrder(String rest, String column) {
        assertThat(done("orders", HEADER, line(one, rest)).refused()).containsExactly("2 " + column);
    }

    @Test
    void shouldRefuseLinesThatDisagreeAboutTheirOrder() {
        var file = done(
                "orders", HEADER, line(one, "2026-01-02,300,THB,p1,,,,,,"), line(one, "2026-01-02,301,THB,p2,,,,,,"));

        assertThat(file.refused()).containsExactly("3 value");
    }

    @Test
    void shouldNotTakeLinesWithoutAnOrderIdForOneOrder() {
        var file = done(
                "orders", HEADER, line("", "2026-01-02,300,THB,p1,,,,,,"), line("", "2026-01-03,301,THB,p2,,,,,,"));

        assertThat(file.refused()).containsExactly("2 orderId", "3 orderId");
    }

    @Test
    void shouldRefuseAFileWithAColumnNobodyKnows() {
        sends("orders", HEADER + ",catgory", "x")
                .then()
                .statusCode(422)
                .body("detail", containsString("but the header also names catgory."));
        sends("orders", "orderId,userId,placedAt,value", "x")
                .then()
                .statusCode(422)
                .body("detail", containsString("Expected a column currency"));
    }

    private String line(String order, String rest) {
        return order + "," + ada.userId() + "," + rest;
    }

    private List<String> orders(String name) {
        return database.texts(
                "select properties::text from event where name = ? and profile_id = ? order by occurred_at",
                name,
                database.profileOf(ada));
    }
}
