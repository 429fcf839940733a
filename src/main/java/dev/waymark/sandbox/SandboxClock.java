package dev.waymark.sandbox;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.engine.EngineQuiet;
import dev.waymark.engine.EngineStart;
import dev.waymark.engine.ProcessEngine;
import dev.waymark.support.BusinessClock;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;

/**
 * Lets time pass: moves business time and the embedded broker's clock together, forward only.
 *
 * <p>Before the move everything on its way comes to rest, so that no timer starts on the wrong side of it; after
 * the move what has fallen due is given time to happen. One move at a time; the offset survives restarts.
 */
@ApplicationScoped
public class SandboxClock {

    private static final Duration LONGEST = Duration.ofDays(366);
    private static final Duration PATIENCE = Duration.ofSeconds(10);

    private final BusinessClock clock;
    private final ProcessEngine engine;
    private final EngineStart engineStart;
    private final EngineQuiet quiet;
    private final ClockOffset stored;

    SandboxClock(
            BusinessClock clock, ProcessEngine engine, EngineStart engineStart, EngineQuiet quiet, ClockOffset stored) {
        this.clock = clock;
        this.engine = engine;
        this.engineStart = engineStart;
        this.quiet = quiet;
        this.stored = stored;
    }

    /**
     * Business time.
     *
     * @param movable whether it may be moved here
     * @param offset how far it stands before real time
     * @param settled whether everything set in motion has come to rest
     */
    public record ClockView(Instant now, Duration offset, boolean movable, boolean settled) {}

    /** Before anything asks for the time. */
    void start(@Observes @Priority(50) StartupEvent start) {
        if (engine.isClockMovable()) {
            clock.setOffset(stored.stored());
        }
    }

    public ClockView now() {
        return new ClockView(clock.instant(), clock.offset(), engine.isClockMovable(), true);
    }

    /** Moves time forward by more than nothing and at most 366 days. */
    synchronized Outcome<ClockView> advance(Duration by) {
        if (!engine.isClockMovable()) {
            return Outcome.refused(
                    Rejection.of(
                            CONFLICT,
                            "clock-fixed",
                            "Expected the embedded broker, but Waymark works with a broker of yours, whose time is not to be moved."));
        }
        if (!by.isPositive() || by.compareTo(LONGEST) > 0) {
            return Outcome.refused(Rejection.at(
                    "/by",
                    INVALID,
                    "duration-out-of-range",
                    "Expected a duration over zero and up to 366 days, but it is not."));
        }
        quiet.await(PATIENCE);
        move(by);
        var settled = quiet.awaitAfter(PATIENCE);
        return Outcome.done(new ClockView(clock.instant(), clock.offset(), true, settled));
    }

    /** Stored first: after a death in between, the start brings both clocks to where they should be. */
    private void move(Duration by) {
        var offset = clock.offset().plus(by);
        stored.store(by, offset);
        clock.setOffset(offset);
        engineStart.realign();
    }
}
