package dev.waymark.behaviour;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each score at each of its bounds. */
class ScoringTest {

    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");
    private static final Scale HUNDREDS =
            new Scale(Stream.of("100", "200", "300", "400").map(BigDecimal::new).toList());
    private static final Scoring SCORING = new Scoring(List.of(30, 90, 180, 365), Scale.UNKNOWN, HUNDREDS);

    @ParameterizedTest(name = "last order {0} days ago: R {1}")
    @CsvSource({"0,5", "30,5", "31,4", "90,4", "91,3", "180,3", "181,2", "365,2", "366,1", "4000,1"})
    void shouldScoreRecencyByDays(int days, int score) {
        assertThat(SCORING.recency(NOW.minus(Duration.ofDays(days)), NOW)).isEqualTo(score);
    }

    @ParameterizedTest(name = "{0} orders: F {1}")
    @CsvSource({"1,1", "2,2", "3,3", "4,3", "5,4", "7,4", "8,5", "1000,5"})
    void shouldScoreFrequencyByFixedCounts(long orders, int score) {
        assertThat(Scoring.frequency(orders)).isEqualTo(score);
    }

    @ParameterizedTest(name = "value {0}: M {1}")
    @CsvSource({"-5,1", "100,1", "100.000001,2", "200,2", "200.01,3", "300,3", "301,4", "400,4", "400.5,5"})
    void shouldScoreValueByBounds(BigDecimal value, int score) {
        assertThat(HUNDREDS.score(value)).isEqualTo(score);
    }

    @Test
    void shouldScoreRecencyByFifthsOfTheLastDay() {
        // given
        var today = DayCounts.dayOf(NOW);
        var scale = new Scale(Stream.of(today - 40, today - 30, today - 20, today - 10)
                .map(BigDecimal::valueOf)
                .toList());
        var scoring = new Scoring(List.of(), scale, Scale.UNKNOWN);

        // when / then
        assertThat(Stream.of(40, 39, 30, 29, 20, 19, 10, 9)
                        .map(days -> scoring.recency(NOW.minus(Duration.ofDays(days)), NOW)))
                .containsExactly(1, 2, 2, 3, 3, 4, 4, 5);
    }

    @Test
    void shouldScoreTheMiddleWhileNobodyIsThereToCompareWith() {
        assertThat(Scale.UNKNOWN.score(BigDecimal.TEN)).isEqualTo(3);
    }

    @Test
    void shouldScoreNothingWithoutOrders() {
        // given
        var nothing = List.of(new OrderTotal("THB", 0, Amount.NONE, null, null));

        // when
        var orders = new Orders(nothing, new HomeCurrency("THB", Map.of()), SCORING);

        // then
        assertThat(List.of(orders.recencyScore(NOW), orders.frequencyScore(), orders.monetaryScore()))
                .containsOnly(0);
    }
}
