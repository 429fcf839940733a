package dev.waymark.support;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class IdsTest {

    private static final Clock NOW = Clock.fixed(Instant.parse("2026-11-22T09:00:00Z"), ZoneOffset.UTC);

    @Test
    void shouldMakeVersionSevenIdsThatHoldTheirTime() {
        // when
        var id = idsAt(NOW).next();

        // then
        assertThat(id.version()).isEqualTo(7);
        assertThat(id.variant()).isEqualTo(2);
        assertThat(id.getMostSignificantBits() >>> 16).isEqualTo(NOW.millis());
    }

    @Test
    void shouldNeverRepeatWithinAMillisecond() {
        // given
        var ids = idsAt(NOW);

        // when
        var made = Stream.generate(ids::next).limit(100_000).toList();

        // then
        assertThat(new HashSet<>(made)).hasSameSizeAs(made);
    }

    @Test
    void shouldSortByTimeOfBirthAsTheDatabaseSorts() {
        // given
        var random = new Random(7);

        // when
        var made = IntStream.range(0, 1_000)
                .mapToObj(millis -> new Ids(Clock.offset(NOW, Duration.ofMillis(millis)), random).next())
                .map(UUID::toString)
                .toList();

        // then
        assertThat(made).isSorted();
    }

    private static Ids idsAt(Clock clock) {
        return new Ids(clock, new Random(42));
    }
}
