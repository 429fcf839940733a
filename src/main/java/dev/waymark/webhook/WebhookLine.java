package dev.waymark.webhook;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Those who wait for one webhook. Each comes back at a moment of its own, at the end of the line, and the moments are as
 * far apart as the webhook takes for an answer: the longer the line, the longer the wait, and never do many come back at
 * once. A webhook that fails several times in a row is left alone for a while, and then asked by one. Thread-safe.
 */
final class WebhookLine {

    private static final Logger LOG = Logger.getLogger(WebhookLine.class);

    /** So that one slow system takes a few of the threads, and not all that calls may take. */
    static final int MOST_AT_ONCE = 2;

    /** How far apart people come back, at least and at most: 40 and 4 in a second. */
    private static final Duration CLOSEST = Duration.ofMillis(25);

    private static final Duration FARTHEST = Duration.ofMillis(250);

    /** A little more come back than are served, because not everybody comes at the moment that was named. */
    private static final double CROWD = 0.8;

    private static final int FAILURES = 5;
    private static final Duration FIRST_REST = Duration.ofSeconds(10);
    private static final Duration LONGEST_REST = Duration.ofMinutes(5);

    private final String webhook;
    private final Clock clock;

    private final Map<UUID, Instant> served = new HashMap<>();
    private Duration took = CLOSEST.multipliedBy(MOST_AT_ONCE);
    private Instant endOfLine = Instant.EPOCH;
    private Instant restsUntil = Instant.EPOCH;
    private int failures;

    WebhookLine(String webhook, Clock clock) {
        this.webhook = webhook;
        this.clock = clock;
    }

    /** Whether there is a place at this moment, and nothing of the same person is on its way: then it is taken. */
    synchronized boolean enter(UUID person) {
        var now = clock.instant();
        var places = isFailing() ? 1 : MOST_AT_ONCE;
        if (now.isBefore(restsUntil) || served.size() >= places || served.containsKey(person)) {
            return false;
        }
        served.put(person, now);
        return true;
    }

    synchronized void leave(UUID person) {
        served.remove(person);
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
            failures++;
            if (isFailing()) {
                rest(now);
            }
        }
    }

    private void recover() {
        if (isFailing()) {
            LOG.infof("webhook answers again webhook=%s", webhook);
        }
        failures = 0;
    }

    private void rest(Instant now) {
        var rest = FIRST_REST.multipliedBy(1L << Math.min(failures - FAILURES, 5));
        restsUntil = now.plus(rest.compareTo(LONGEST_REST) > 0 ? LONGEST_REST : rest);
        if (failures == FAILURES) {
            LOG.warnf("webhook does not take calls, they wait webhook=%s failures=%d", webhook, failures);
        }
    }

    /** Whether it is left alone for a while, because it took none of the last calls. */
    synchronized boolean isFailing() {
        return failures >= FAILURES;
    }

    private Duration apart() {
        var each = Duration.ofNanos((long) (took.toNanos() * CROWD / MOST_AT_ONCE));
        if (isFailing() || each.compareTo(FARTHEST) > 0) {
            return FARTHEST;
        }
        return each.compareTo(CLOSEST) < 0 ? CLOSEST : each;
    }

    private static Instant latest(Instant one, Instant other) {
        return one.isAfter(other) ? one : other;
    }
}
