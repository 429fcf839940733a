package dev.waymark.support;

import java.time.Duration;
import java.util.Optional;

/** A duration as definition files write it: plain days to seconds, so that a marketer and the engine read the same. */
public final class WrittenDuration {

    /** What is expected where a duration is asked for, for a sentence. */
    public static final String EXPECTED =
            "a duration of days, hours, minutes and seconds up to P365D, for example PT24H, P7D or P1DT12H";

    private static final String WRITTEN = "P(?=[\\dT])(\\d{1,3}D)?(T(?=\\d)(\\d{1,4}H)?(\\d{1,5}M)?(\\d{1,6}S)?)?";
    private static final Duration LONGEST = Duration.ofDays(365);

    private WrittenDuration() {}

    /** Reads a duration; empty where the text is none, or one of no time or of more than a year. */
    public static Optional<Duration> of(String text) {
        return Optional.of(text)
                .filter(written -> written.matches(WRITTEN))
                .map(Duration::parse)
                .filter(duration -> duration.isPositive() && duration.compareTo(LONGEST) <= 0);
    }
}
