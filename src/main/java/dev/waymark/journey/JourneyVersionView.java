package dev.waymark.journey;

import dev.waymark.support.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A version of a journey as REST shows it.
 *
 * @param findings why it is a draft still; empty when it is sound
 * @param running enrolments that are on their way through it
 */
record JourneyVersionView(
        String journey,
        int version,
        String hash,
        JourneyStatus status,
        Instant statusSince,
        List<Finding> findings,
        String author,
        String comment,
        @Nullable String approver,
        Instant createdAt,
        long running) {}
