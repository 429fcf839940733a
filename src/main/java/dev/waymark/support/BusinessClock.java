package dev.waymark.support;

import jakarta.inject.Singleton;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;

/**
 * The one source of business time. Everybody injects {@link Clock}; only the sandbox moves this one forward.
 *
 * <p>Leases and uniqueness do not depend on it: they use database time. Thread-safe.
 */
@Singleton
public class BusinessClock extends Clock {

    private final Clock real;
    private volatile Duration offset = Duration.ZERO;

    public BusinessClock() {
        this(Clock.systemUTC());
    }

    BusinessClock(Clock real) {
        this.real = real;
    }

    /** The machine's own clock, for talking to something else that counts from it. */
    public Clock real() {
        return real;
    }

    /** How far business time stands before real time; never negative. */
    public Duration offset() {
        return offset;
    }

    /** Sets how far business time stands before real time. */
    public void setOffset(Duration newOffset) {
        offset = newOffset;
    }

    @Override
    public Instant instant() {
        // no finer than the database keeps it: what is answered now is what will be answered later
        return real.instant().plus(offset).truncatedTo(ChronoUnit.MICROS);
    }

    @Override
    public ZoneId getZone() {
        return ZoneOffset.UTC;
    }

    @Override
    public Clock withZone(ZoneId zone) {
        throw new UnsupportedOperationException("Business time is kept in UTC; convert at the edge.");
    }
}
