package dev.waymark.support;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.jboss.logging.Logger;

/**
 * Those who wait for one system. Each comes back at a moment of its own, at the end of the line, and the moments are as
 * far apart as the system takes for an answer: the longer the line, the longer the wait, and never do many come back at
 * once. A system that fails several times in a row is left alone for a while, and then asked by one. Thread-safe.
 */
final class WaitingLine {

    private static final Logger LOG = Logger.getLogger(WaitingLine.class);

    /** A little more come back than are served, because not everybody comes at the moment that was named. */
    private static final double CROWD = 0.8;

    private static final Duration QUICK = Duration.ofMillis(250);
    private static final Duration BURST = Duration.ofMillis(100);
    private static final int FAILURES = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final String system;
    private final Turns.Pace pace;
    private final Clock clock;

    private final Map<UUID, Instant> served = new HashMap<>();
    private Duration took;
    private Instant paidUntil = Instant.EPOCH;
    private Instant endOfLine = Instant.EPOCH;
    private Instant restsUntil = Instant.EPOCH;
    private int failures;

    WaitingLine(String system, Turns.Pace pace, Clock clock) {
        this.system = system;
        this.pace = pace;
        this.clock = clock;
        this.took = pace.closest().multipliedBy(pace.each());
    }

    /**
     * Takes a place, if there is one, and nothing of the same person is on its way. While the system is quick, either is
     * worth a moment's waiting: coming back costs the engine and the database more.
     */
    boolean enter(UUID person) {
        var begun = System.nanoTime();
        synchronized (this) {
            while (!enterNow(person)) {
                var left = pace.patience().toNanos() - (System.nanoTime() - begun);
                if (left <= 0 || Thread.currentThread().isInterrupted() || !endsByItself(person)) {
                    return false;
                }
                await(left);
            }
            return true;
        }
    }

    /** What keeps them out is a call that will have its answer in a moment. */
    private boolean endsByItself(UUID person) {
        return isQuick() && (isFull() || served.containsKey(person));
    }

    private boolean enterNow(UUID person) {
        var now = clock.instant();
        if (now.isBefore(restsUntil) || isFull() || served.containsKey(person) || isTooFast(now)) {
            return false;
        }
        paidUntil = latest(paidUntil, now).plus(pace.between());
        served.put(person, now);
        return true;
    }

    private boolean isFull() {
        return served.size() >= (isFailing() ? 1 : isQuick() ? pace.most() : pace.each());
    }

    /** Whether it answers at once, as far as is known: also of those calls that have no answer yet. */
    synchronized boolean isQuick() {
        var slow = clock.instant().minus(QUICK);
        return !isFailing()
                && took.compareTo(QUICK) <= 0
                && served.values().stream().noneMatch(begun -> begun.isBefore(slow));
    }

    private void await(long nanos) {
        try {
            TimeUnit.NANOSECONDS.timedWait(this, nanos);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }

    private Duration ahead() {
        var ahead = BURST.minus(pace.between());
        return ahead.isPositive() ? ahead : Duration.ZERO;
    }

    /**
     * A tenth of a second's worth may go at once, so that in no second many more go than were said (generic cell rate
     * algorithm, ITU-T I.371, annex A).
     */
    private boolean isTooFast(Instant now) {
        return pace.between().isPositive() && paidUntil.isAfter(now.plus(ahead()));
    }

    synchronized void leave(UUID person) {
        served.remove(person);
        notifyAll();
    }

    /** How long until the moment behind everybody else's. */
    synchronized Duration lineUp() {
        var now = clock.instant();
        var last = latest(latest(now, endOfLine), restsUntil);
        endOfLine = last.plus(apart());
        return Duration.between(now, endOfLine);
    }

    synchronized void heard(UUID person, boolean answered) {
        var now = clock.instant();
        var lasted = Duration.between(served.getOrDefault(person, now), now);
        took = took.multipliedBy(3).plus(lasted).dividedBy(4);
        if (answered) {
            recover();
        } else {
            fail(now);
        }
    }

    /** Calls that were on their way together when it went away are one failure more, not as many. */
    private void fail(Instant now) {
        if (isFailing() && now.isBefore(restsUntil)) {
            return;
        }
        failures++;
        if (isFailing()) {
            rest(now);
        }
    }

    /** The system itself says how long it is to be left alone. */
    synchronized void leaveAlone(Duration length) {
        restsUntil = latest(restsUntil, clock.instant().plus(length));
    }

    private void recover() {
        if (isFailing()) {
            LOG.infof("system answers again system=%s", system);
        }
        failures = 0;
    }

    private void rest(Instant now) {
        var rest = FIRST_REST.multipliedBy(1L << Math.min(failures - FAILURES, 5));
        restsUntil = latest(restsUntil, now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest));
        if (failures == FAILURES) {
            LOG.warnf("system does not take calls, they wait system=%s failures=%d", system, failures);
        }
    }

    /** Whether it is left alone for a while, because it took none of the last calls. */
    synchronized boolean isFailing() {
        return failures >= FAILURES;
    }

    private Duration apart() {
        var each = Duration.ofNanos((long) (took.toNanos() * CROWD / pace.each()));
        var bounded = isFailing() || each.compareTo(pace.farthest()) > 0 ? pace.farthest() : each;
        return longest(longest(bounded, pace.closest()), pace.between());
    }

    private static Duration longest(Duration one, Duration other) {
        return one.compareTo(other) > 0 ? one : other;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
