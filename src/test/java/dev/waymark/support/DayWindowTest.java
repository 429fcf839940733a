package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class DayWindowTest {

    private static final ZoneId BERLIN = ZoneId.of("Europe/Berlin");

    @ParameterizedTest
    @CsvSource({
        // plain days
        "2026-11-22T07:59:00Z, 09:00, 2026-11-22T08:00:00Z",
        "2026-11-22T08:00:00Z, 09:00, 2026-11-23T08:00:00Z",
        "2026-11-22T12:00:00Z, 09:00, 2026-11-23T08:00:00Z",
        // clocks go forward at 02:00 on 2026-03-29: 02:30 is not, half past three is its moment
        "2026-03-28T23:30:00Z, 02:30, 2026-03-29T01:30:00Z",
        "2026-03-28T12:00:00Z, 09:00, 2026-03-29T07:00:00Z",
        // clocks go back at 03:00 on 2026-10-25: 02:30 is twice, the first counts
        "2026-10-24T22:30:00Z, 02:30, 2026-10-25T00:30:00Z",
        "2026-10-25T00:30:00Z, 02:30, 2026-10-26T01:30:00Z",
        "2026-10-24T12:00:00Z, 09:00, 2026-10-25T08:00:00Z"
    })
    void shouldFindTheNextTimeOfDay(Instant now, LocalTime time, Instant next) {
        assertThat(DayWindow.next(time, now, BERLIN)).isEqualTo(next);
    }

    @ParameterizedTest
    @CsvSource({
        "ANY,       2026-11-22T22:00:00Z, 2026-11-22T22:00:00Z",
        "NOON,      2026-11-22T10:59:00Z, 2026-11-22T11:00:00Z",
        "NOON,      2026-11-22T12:59:59Z, 2026-11-22T12:59:59Z",
        "NOON,      2026-11-22T13:00:00Z, 2026-11-23T11:00:00Z",
        "AFTERNOON, 2026-11-22T08:00:00Z, 2026-11-22T13:00:00Z",
        "EVENING,   2026-11-22T19:30:00Z, 2026-11-23T17:00:00Z"
    })
    void shouldOpenNowOrWhenItsTimeComes(DayWindow window, Instant now, Instant opens) {
        assertThat(window.opens(now, BERLIN)).isEqualTo(opens);
    }

    @Test
    void shouldBeReadAsPeopleWriteIt() {
        assertThat(DayWindow.named(" Noon ")).contains(DayWindow.NOON);
        assertThat(DayWindow.named("midnight")).isEmpty();
    }
}
