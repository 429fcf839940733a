package dev.waymark.journey.model;

import java.time.Duration;
import java.util.Optional;

/** How long a journey may wait, as written: plain days to seconds, so that a marketer and the engine read the same. */
final class WaitDuration {

    private static final String WRITTEN = "P(?=[\\dT])(\\d{1,3}D)?(T(?=\\d)(\\d{1,4}H)?(\\d{1,5}M)?(\\d{1,6}S)?)?";
    private static final Duration LONGEST = Duration.ofDays(365);

    private WaitDuration() {}

    static Optional<Duration> of(String text) {
        return Optional.of(text)
                .filter(written -> written.matches(WRITTEN))
                .map(Duration::parse)
                .filter(duration -> duration.isPositive() && duration.compareTo(LONGEST) <= 0);
    }
}
