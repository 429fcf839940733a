package dev.waymark.message;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneOffset;
import java.util.HashSet;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.UUID;
import org.junit.jupiter.api.DisplayName;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@DisplayName("A message that was not taken")
class RetriesTest {

    private static final Instant NOW = Instant.parse("2027-03-01T12:00:00Z");

    /** As shipped. */
    private static final SendSettings SETTINGS = new SendSettings() {

        @Override
        public LocalTime quietFrom() {
            return LocalTime.of(21, 0);
        }

        @Override
        public LocalTime quietUntil() {
            return LocalTime.of(8, 0);
        }

        @Override
        public Duration quietSpread() {
            return Duration.ofMinutes(30);
        }

        @Override
        public int mostPerDay() {
            return 3;
        }

        @Override
        public int mostPerWeek() {
            return 10;
        }

        @Override
        public Duration triedFor() {
            return Duration.ofHours(24);
        }

        @Override
        public Map<String, ChannelLimit> channels() {
            return Map.of();
        }
    };

    private final Retries retries = new Retries(SETTINGS, Clock.fixed(NOW, ZoneOffset.UTC));

    @ParameterizedTest
    @CsvSource({"1, PT5S", "2, PT10S", "3, PT20S", "10, PT42M40S", "1000, PT42M40S"})
    void shouldComeAgainLaterEachTimeAndNotTogether(int tries, Duration least) {
        var pauses = pauses(tries, Duration.ZERO);

        assertThat(pauses).allMatch(pause -> pause.compareTo(least) >= 0);
        assertThat(pauses)
                .allMatch(pause -> pause.compareTo(least.multipliedBy(3).dividedBy(2)) <= 0);
        assertThat(pauses).hasSizeGreaterThan(50);
    }

    @Test
    void shouldComeAgainWhenTheProviderAsksForItAndNeverBefore() {
        var asked = Duration.ofSeconds(120);

        assertThat(pauses(3, asked))
                .allMatch(pause -> pause.compareTo(asked) >= 0)
                .allMatch(pause -> pause.compareTo(Duration.ofSeconds(132)) <= 0)
                .hasSizeGreaterThan(50);
    }

    @Test
    void shouldNotHammerAProviderThatAlwaysAsksForAMoment() {
        assertThat(pauses(10, Duration.ofSeconds(1))).allMatch(pause -> pause.compareTo(Duration.ofMinutes(42)) > 0);
    }

    @Test
    void shouldBeGivenUpAfterADay() {
        assertThat(retries.isOver(NOW.minus(Duration.ofHours(24)))).isTrue();
        assertThat(retries.isOver(NOW.minus(Duration.ofHours(24)).plusMillis(1)))
                .isFalse();
        assertThat(retries.isOver(null)).isFalse();
    }

    private Set<Duration> pauses(int tries, Duration asked) {
        var pauses = new HashSet<Duration>();
        var random = new Random(1);
        for (var i = 0; i < 1_000; i++) {
            pauses.add(retries.pause(new UUID(random.nextLong(), random.nextLong()), tries, asked));
        }
        return pauses;
    }
}
