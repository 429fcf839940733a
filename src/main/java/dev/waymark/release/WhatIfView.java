package dev.waymark.release;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * How far a what-if is, and what it came to.
 *
 * @param comparedTo the release that was active when it began
 * @param sample how many people it was asked for, null for everybody
 * @param reason why it failed
 * @param result null unless it is done
 */
record WhatIfView(
        int release,
        WhatIfStatus status,
        int comparedTo,
        String actor,
        @Nullable Integer sample,
        People people,
        Instant startedAt,
        @Nullable Instant endedAt,
        @Nullable String reason,
        @Nullable WhatIfResult result) {

    /** How many there are to be looked at, and how many were. */
    record People(long total, long done) {}
}
