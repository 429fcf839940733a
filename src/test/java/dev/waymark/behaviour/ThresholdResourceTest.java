package dev.waymark.behaviour;

import static dev.waymark.testing.Site.sendsBatch;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;

import dev.waymark.profile.ProfileId;
import dev.waymark.testing.Database;
import dev.waymark.testing.Person;
import dev.waymark.testing.WaymarkTest;
import jakarta.inject.Inject;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** What is computed over everybody, and who sees it. */
@WaymarkTest
class ThresholdResourceTest {

    private static final String VALUES = """
            select sum(case when currency in ('', 'THB') then value else 0 end) from order_total
            group by profile_id having sum(orders) > 0 order by 1
            """;

    @Inject
    Thresholds thresholds;

    @Inject
    Behaviours behaviours;

    @Inject
    Database database;

    @Inject
    Clock clock;

    @Test
    void shouldTellTheFifthsOverAllWhoOrdered() {
        // given
        IntStream.rangeClosed(1, 10).forEach(hundreds -> buys(Person.somebody(), hundreds * 100, "THB"));
        var before = clock.instant();

        // when
        thresholds.compute();

        // then
        var answer = given().get("/api/rfm-thresholds")
                .then()
                .statusCode(200)
                .extract()
                .jsonPath();
        assertThat(answer.getString("currency")).isEqualTo("THB");
        assertThat(answer.getString("recency.by")).isEqualTo("DAYS");
        assertThat(answer.<Integer>getList("recency.withinDays")).containsExactly(30, 90, 180, 365);
        assertThat(answer.<Integer>getList("orders")).containsExactly(8, 5, 3, 2);
        assertThat(answer.getString("monetary.by")).isEqualTo("QUINTILE");
        assertThat(Instant.parse(answer.getString("monetary.computedAt"))).isBetween(before, clock.instant());

        // and they are the values at a fifth, two fifths, three fifths and four fifths
        var values = database.texts(VALUES).stream().map(BigDecimal::new).toList();
        assertThat(answer.getInt("monetary.profiles")).isEqualTo(values.size());
        assertThat(answer.<Number>getList("monetary.above").stream().map(Number::floatValue))
                .containsExactlyElementsOf(Stream.of(1, 2, 3, 4)
                        .map(fifth -> values.get(Math.ceilDiv(values.size() * fifth, 5) - 1)
                                .floatValue())
                        .toList());
    }

    @Test
    void shouldScoreAPersonByTheFifthsOfEverybody() {
        // given
        var rich = Person.somebody();
        buys(rich, 900_000_000, "THB");
        var poor = Person.somebody();
        buys(poor, 0, "THB");
        IntStream.rangeClosed(1, 10).forEach(some -> buys(Person.somebody(), some, "THB"));

        // when
        thresholds.compute();

        // then
        assertThat(ordersOf(rich).monetaryScore()).isEqualTo(5);
        assertThat(ordersOf(poor).monetaryScore()).isEqualTo(1);
        assertThat(ordersOf(rich).recencyScore(clock.instant())).isEqualTo(5);
    }

    @Test
    void shouldNameCurrenciesItDoesNotKnowTheWorthOf() {
        // given
        var person = Person.somebody();

        // when
        buys(person, 10, "XDR");

        // then
        assertThat(given().get("/api/rfm-thresholds").jsonPath().<String>getList("currenciesWithoutRate"))
                .contains("XDR");
        assertThat(ordersOf(person).count()).isEqualTo(1);
        assertThat(ordersOf(person).value()).isEqualByComparingTo("0");
    }

    @Test
    void shouldLearnACategorysIntervalFromPeople() {
        // given
        IntStream.range(0, 5).forEach(each -> {
            var person = Person.somebody();
            List.of(30, 19, 8).forEach(ago -> buysNappies(person, ago));
        });
        var newcomer = Person.somebody();
        buysNappies(newcomer, 1);
        assertThat(expected(newcomer).interval()).isEqualTo(14);

        // when
        thresholds.compute();

        // then
        assertThat(expected(newcomer))
                .extracting(Replenishment.Expected::interval, Replenishment.Expected::confidence)
                .containsExactly(11, Replenishment.Confidence.CATEGORY);
    }

    private void buysNappies(Person person, int daysAgo) {
        send(
                person,
                daysAgo,
                Map.of("order_id", UUID.randomUUID().toString(), "products", List.of(Map.of("category", "Nappies"))));
    }

    private void buys(Person person, int total, String currency) {
        send(person, 1, Map.of("order_id", UUID.randomUUID().toString(), "total", total, "currency", currency));
    }

    private void send(Person person, int daysAgo, Map<String, Object> properties) {
        assertThat(sendsBatch(List.of(Map.of(
                                "type",
                                "track",
                                "event",
                                "Order Completed",
                                "userId",
                                person.userId(),
                                "messageId",
                                UUID.randomUUID().toString(),
                                "timestamp",
                                clock.instant().minus(Duration.ofDays(daysAgo)).toString(),
                                "properties",
                                properties)))
                        .statusCode())
                .isEqualTo(200);
    }

    private Replenishment.Expected expected(Person person) {
        return of(person).replenishment().expected("nappies").orElseThrow();
    }

    private Orders ordersOf(Person person) {
        return of(person).orders();
    }

    private Behaviour of(Person person) {
        return behaviours.of(new ProfileId(database.profileOf(person)));
    }
}
