package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import org.junit.jupiter.api.Test;

class BusinessClockTest {

    private static final Instant REAL = Instant.parse("2026-11-22T09:00:00Z");

    private final BusinessClock clock = new BusinessClock(Clock.fixed(REAL, ZoneOffset.UTC));

    @Test
    void shouldTellRealTimeUntilItIsMoved() {
        assertThat(clock.instant()).isEqualTo(REAL);
        assertThat(clock.offset()).isZero();
    }

    @Test
    void shouldStandBeforeRealTimeByItsOffset() {
        // when
        clock.setOffset(Duration.ofHours(24));

        // then
        assertThat(clock.instant()).isEqualTo(REAL.plus(Duration.ofHours(24)));
        assertThat(clock.millis()).isEqualTo(REAL.plus(Duration.ofHours(24)).toEpochMilli());
        assertThat(clock.real().instant()).isEqualTo(REAL);
    }

    @Test
    void shouldBeNoFinerThanTheDatabaseKeepsIt() {
        // given
        var fine = new BusinessClock(Clock.fixed(REAL.plusNanos(1_999), ZoneOffset.UTC));

        // then
        assertThat(fine.instant()).isEqualTo(REAL.plusNanos(1_000));
    }

    @Test
    void shouldKnowOneZoneOnly() {
        assertThat(clock.getZone()).isEqualTo(ZoneOffset.UTC);
        assertThatThrownBy(() -> clock.withZone(ZoneId.of("Asia/Bangkok")))
                .hasMessage("Business time is kept in UTC; convert at the edge.");
    }
}
