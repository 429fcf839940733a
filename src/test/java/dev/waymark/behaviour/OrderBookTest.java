package dev.waymark.behaviour;

import static dev.waymark.behaviour.Happenings.track;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.behaviour.Replenishment.Confidence;
import dev.waymark.behaviour.Replenishment.Interval;
import dev.waymark.event.EventIngested;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.util.Arrays;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What orders come to: refunds, cancellations, repeats, currencies, rhythms. */
class OrderBookTest {

    private static final String DAY_ONE = "2027-03-01T12:00:00Z";
    private static final String DAY_TWO = "2027-03-02T12:00:00Z";
    private static final EventIngested ORDER = completed("o-1", DAY_ONE, 100);

    @Test
    void shouldCountAnOrderToldTwiceOnceAndBelieveTheLater() {
        // when
        var orders = orders(
                track("Order Completed", "2027-03-01T12:00:01Z", "server", Map.of("order_id", "o-1", "total", 90)),
                track("Order Completed", DAY_ONE, "browser", Map.of("order_id", "o-1", "total", 80)));

        // then
        assertThat(orders.count()).isEqualTo(1);
        assertThat(orders.value()).isEqualByComparingTo("90");
        assertThat(orders.firstAt()).contains(Instant.parse(DAY_ONE));
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource({
        "'{\"total\": 5, \"value\": 4, \"revenue\": 3}', 4",
        "'{\"total\": 5, \"revenue\": 3}', 5",
        "'{\"revenue\": 3}', 3",
        "'{\"products\": [{\"price\": 2.5, \"quantity\": 2}, {\"price\": \"1\"}]}', 6",
        "'{}', 0"
    })
    void shouldFindTheValue(String properties, BigDecimal value) {
        // given
        var event = Happenings.event("track", "Order Completed", Instant.parse(DAY_ONE), Happenings.json(properties));

        // when / then
        assertThat(orders(event).value()).isEqualByComparingTo(value);
        assertThat(orders(event).count()).isEqualTo(1);
    }

    @Test
    void shouldTakePartsOfARefundFromTheValue() {
        // when
        var orders = orders(ORDER, refunded("o-1", 30), refunded("o-1", 20));

        // then
        assertThat(orders.count()).isEqualTo(1);
        assertThat(orders.value()).isEqualByComparingTo("50");
    }

    @Test
    void shouldNotCountWhatWasRefundedInFull() {
        assertThat(orders(ORDER, track("Order Refunded", DAY_TWO, Map.of("order_id", "o-1")))
                        .count())
                .as("without an amount")
                .isZero();
        assertThat(orders(ORDER, refunded("o-1", 60), refunded("o-1", 40)).count())
                .as("in parts that make it whole")
                .isZero();
        assertThat(orders(ORDER, refunded("o-1", 99.999999)).value()).isEqualByComparingTo("0.000001");
    }

    @Test
    void shouldCountARefundToldTwiceUnderOneIdOnce() {
        // given
        var properties = Map.<String, Object>of("order_id", "o-1", "refund_id", "r-1", "value", 30);

        // when
        var orders = orders(
                ORDER, track("Order Refunded", DAY_TWO, properties), track("Order Refunded", DAY_TWO, properties));

        // then
        assertThat(orders.value()).isEqualByComparingTo("70");
    }

    @Test
    void shouldNotCountWhatWasCancelled() {
        assertThat(orders(ORDER, track("Order Cancelled", DAY_TWO, Map.of("order_id", "o-1")))
                        .count())
                .isZero();
    }

    @Test
    void shouldBelieveAnUpdate() {
        // given
        var update = track("Order Updated", DAY_TWO, Map.of("order_id", "o-1", "total", 70));

        // when / then
        assertThat(orders(ORDER, update).value()).isEqualByComparingTo("70");
        assertThat(orders(update).count()).as("an update alone is no order").isZero();
    }

    @Test
    void shouldComeToTheSameInEveryOrderOfArrival() {
        // given
        var events = Arrays.asList(
                ORDER,
                refunded("o-1", 30),
                track("Order Updated", DAY_TWO, Map.of("order_id", "o-1", "total", 90)),
                completed("o-2", DAY_TWO, 5),
                track("Order Cancelled", DAY_TWO, Map.of("order_id", "o-2")));

        // when
        var book = book(events);

        // then
        for (int i = 0; i < events.size(); i++) {
            Collections.rotate(events, 1);
            assertThat(book(events)).isEqualTo(book);
            assertThat(book(events.reversed())).isEqualTo(book);
        }
        assertThat(book.totals()).singleElement().satisfies(total -> {
            assertThat(total.orders()).isEqualTo(1);
            assertThat(total.value()).isEqualTo(new BigDecimal("60.000000"));
        });
    }

    @Test
    void shouldTellValuesInTheHomeCurrencyAndNameThoseItCannot() {
        // when
        var orders = orders(
                track("Order Completed", DAY_ONE, Map.of("order_id", "a", "total", 100)),
                track("Order Completed", DAY_ONE, Map.of("order_id", "b", "total", 100, "currency", "thb")),
                track("Order Completed", DAY_ONE, Map.of("order_id", "c", "total", 10, "currency", "USD")),
                track("Order Completed", DAY_ONE, Map.of("order_id", "d", "total", 10, "currency", "XAU")));

        // then
        assertThat(orders.count()).isEqualTo(4);
        assertThat(orders.frequencyScore()).isEqualTo(3);
        assertThat(orders.value()).isEqualByComparingTo("555");
        assertThat(orders.currenciesWithoutRate()).containsExactly("XAU");
    }

    @Test
    void shouldCountAnOrderWithoutAnIdOnceForEachMessage() {
        assertThat(orders(
                                track("Order Completed", DAY_ONE, "m-1", Map.of("total", 1)),
                                track("Order Completed", DAY_ONE, "m-1", Map.of("total", 1)),
                                track("Order Completed", DAY_ONE, "m-2", Map.of("total", 1)))
                        .count())
                .isEqualTo(2);
    }

    @Test
    void shouldExpectTheNextPurchaseByTheMedianOfThePerson() {
        // given: after 10, 40 and 20 days
        var book = bought("2027-01-01", "2027-01-11", "2027-02-20", "2027-03-12");

        // when
        var expected =
                new Replenishment(book, Map.of("dog-food", new Interval(30, Confidence.CATEGORY))).expected("Dog Food");

        // then
        assertThat(expected).contains(new Replenishment.Expected(LocalDate.parse("2027-04-01"), 20, Confidence.OWN));
    }

    @Test
    void shouldTakeTheCategorysIntervalWhileThePersonsOwnIsChance() {
        // given
        var book = bought("2027-01-01", "2027-01-11", "2027-01-11");

        // when
        var expected =
                new Replenishment(book, Map.of("dog-food", new Interval(30, Confidence.CATEGORY))).expected("dog-food");

        // then
        assertThat(expected)
                .contains(new Replenishment.Expected(LocalDate.parse("2027-02-10"), 30, Confidence.CATEGORY));
    }

    @Test
    void shouldExpectNothingOfWhatDoesNotRunOutOrWasNeverBought() {
        // given
        var book = bought("2027-01-01");

        // when / then
        assertThat(new Replenishment(book, Map.of()).expected("dog-food")).isEmpty();
        assertThat(new Replenishment(book, Map.of("cat-food", new Interval(1, Confidence.DEFAULT)))
                        .expected("cat-food"))
                .isEmpty();
    }

    @Test
    void shouldRoundAMedianDown() {
        assertThat(bought("2027-01-01", "2027-01-11", "2027-01-22")
                        .rhythms()
                        .getFirst()
                        .interval())
                .as("between 10 and 11 days")
                .isEqualTo(10);
    }

    @Test
    void shouldEnterOneMoreOrderWithoutTheOthers() {
        // given
        var events = IntStream.range(0, 40)
                .mapToObj(day -> track(
                        "Order Completed",
                        LocalDate.parse("2027-01-01").plusDays(day * 7L) + "T08:00:00Z",
                        Map.of("order_id", "o-" + day, "total", day, "products", List.of(Map.of("category", "Tea")))))
                .toList();
        var orders = events.stream()
                .map(event -> OrderReading.of(event).orElseThrow())
                .toList();

        // when
        var grown = OrderBook.EMPTY;
        for (var order : orders) {
            grown = grown.with(null, order).orElseThrow();
        }

        // then
        assertThat(grown).isEqualTo(OrderBook.of(orders)).isEqualTo(OrderBook.of(orders.reversed()));
        assertThat(grown.rhythms().getFirst().purchases()).isEqualTo(40);
        assertThat(grown.rhythms().getFirst().latest()).hasSize(Rhythm.KEPT);
    }

    @Test
    void shouldSayWhenOnlyTheOtherOrdersCanTell() {
        // given
        var order = OrderReading.of(ORDER).orElseThrow();
        var book = OrderBook.EMPTY.with(null, order).orElseThrow();
        var many = bought(IntStream.range(0, 14)
                .mapToObj(day -> LocalDate.parse("2027-01-01").plusDays(day).toString())
                .toArray(String[]::new));
        var longAgo = OrderReading.of(track(
                        "Order Completed",
                        "2026-01-01T08:00:00Z",
                        Map.of("products", List.of(Map.of("category", "Dog Food")))))
                .orElseThrow();

        // when / then
        assertThat(book.with(order, order)).as("told again").contains(book);
        assertThat(book.with(order, order.plus(PlacedOrder.known("o-1").cancel())))
                .as("cancelled")
                .isEmpty();
        assertThat(many.with(null, longAgo)).as("before the days that are kept").isEmpty();
    }

    private static OrderBook bought(String... days) {
        return book(Arrays.stream(days)
                .map(day -> track(
                        "Order Completed",
                        day + "T08:00:00Z",
                        Map.of("total", 1, "products", List.of(Map.of("category", "Dog Food")))))
                .toList());
    }

    private static EventIngested completed(String id, String at, double total) {
        return track("Order Completed", at, Map.of("order_id", id, "total", total));
    }

    private static EventIngested refunded(String id, double amount) {
        return track("Order Refunded", DAY_TWO, Map.of("order_id", id, "value", amount));
    }

    private static Orders orders(EventIngested... events) {
        var home = new HomeCurrency("THB", Map.of("usd", new BigDecimal("35.5")));
        return new Orders(book(List.of(events)).totals(), home, Scoring.UNKNOWN);
    }

    private static OrderBook book(List<EventIngested> events) {
        var orders = new HashMap<String, PlacedOrder>();
        events.forEach(event -> {
            var order = OrderReading.of(event).orElseThrow();
            orders.merge(order.orderId(), order, PlacedOrder::plus);
        });
        return OrderBook.of(orders.values());
    }
}
