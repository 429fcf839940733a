package dev.waymark.channel.email;

import java.time.Duration;

/** Until when a mail may take, with everything that belongs to it. Immutable. */
record Deadline(long nanos) {

    static Deadline in(Duration length) {
        return new Deadline(System.nanoTime() + length.toNanos());
    }

    /** At least a millisecond: no limit is what libraries take zero for. */
    long millisLeft() {
        return Math.max(1, Duration.ofNanos(nanos - System.nanoTime()).toMillis());
    }
}
