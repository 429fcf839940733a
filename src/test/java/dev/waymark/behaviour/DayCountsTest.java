package dev.waymark.behaviour;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Counts by day: windows, fading, and what is left out. */
class DayCountsTest {

    private static final Instant NOW = Instant.parse("2027-03-10T12:00:00Z");

    @ParameterizedTest(name = "{0} within {1} days: {2}")
    @CsvSource({
        "2027-03-10T00:00:00Z, 1, 1",
        "2027-03-09T23:59:59Z, 1, 0",
        "2027-03-04T00:00:00Z, 7, 1",
        "2027-03-03T23:59:59Z, 7, 0",
        "2027-03-10T23:59:59Z, 1, 1",
        "2027-03-11T00:00:00Z, 92, 0",
        "2026-12-09T00:00:00Z, 92, 1",
        "2026-12-08T23:59:59Z, 92, 0"
    })
    void shouldCountTodayAndTheDaysBefore(Instant at, int days, long count) {
        assertThat(DayCounts.on(at, 1).within(days, NOW)).isEqualTo(count);
    }

    @Test
    void shouldAddTheCountsOfADay() {
        // when
        var counts = DayCounts.on(NOW, 1).plus(DayCounts.on(NOW.minusSeconds(60), 2));

        // then
        assertThat(counts).isEqualTo(DayCounts.on(NOW, 3));
        assertThat(counts.asArray()).isEqualTo("{20887,3}");
    }

    @Test
    void shouldBeWorthHalfAfterTheHalfLife() {
        // given
        var counts = DayCounts.on(NOW, 5).plus(DayCounts.on(NOW.minus(Duration.ofDays(14)), 4));

        // when / then
        assertThat(counts.decayed(14, NOW)).isCloseTo(7.0, within(1e-12));
        assertThat(counts.decayed(14, NOW.plus(Duration.ofDays(28)))).isCloseTo(1.75, within(1e-12));
        assertThat(DayCounts.on(NOW.plus(Duration.ofDays(1)), 4).decayed(14, NOW))
                .as("what is dated after now")
                .isZero();
    }

    @Test
    void shouldKeepTheLatestHundredDaysOfAnyHistory() {
        // given
        var counts = DayCounts.NONE;
        for (int day = 0; day < 1_000; day++) {
            counts = counts.plus(DayCounts.on(NOW.minus(Duration.ofDays(day)), 1));
        }

        // when / then
        assertThat(counts.within(2_000, NOW)).isEqualTo(100);
        assertThat(counts.within(92, NOW)).isEqualTo(92);
        assertThat(counts.plus(counts).within(92, NOW)).isEqualTo(184);
    }

    @Test
    void shouldNotLoseTheLastWeekToOneDayInTheFarFuture() {
        // when
        var counts = DayCounts.on(NOW, 3).plus(DayCounts.on(Instant.parse("9999-12-31T00:00:00Z"), 1));

        // then
        assertThat(counts.within(7, NOW)).isEqualTo(3);
    }

    @Test
    void shouldNameTheDaysOfWhatIsDatedAhead() {
        // given
        var counts = DayCounts.on(NOW, 3)
                .plus(DayCounts.on(NOW.plus(Duration.ofDays(9)), 1))
                .plus(DayCounts.on(NOW.plus(Duration.ofDays(2)), 1));

        // when / then
        var today = LocalDate.ofInstant(NOW, ZoneOffset.UTC);
        assertThat(counts.ahead(NOW)).containsExactly(today.plusDays(2), today.plusDays(9));
        assertThat(counts.ahead(NOW.plus(Duration.ofDays(9)))).isEmpty();
    }
}
