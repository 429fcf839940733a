package dev.waymark.journey;

import dev.waymark.journey.JourneyVersions.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Duration;
import java.util.UUID;

/**
 * How long the steps of a paused journey stay away before they look again. The longer it has been paused, the longer
 * and the more apart, so that a long pause costs the engine little and going on is no burst: whoever waits comes back
 * spread over as much time as the pause took, at most ten minutes. Thread-safe.
 */
@ApplicationScoped
class JourneyPause {

    private static final Duration SHORTEST = Duration.ofSeconds(10);
    private static final Duration LONGEST = Duration.ofMinutes(10);
    private static final int PARTS = 1_000;

    private final JourneyVersions versions;
    private final Clock clock;

    JourneyPause(JourneyVersions versions, Clock clock) {
        this.versions = versions;
        this.clock = clock;
    }

    /** Zero unless the version is paused or stopped, as far as this node knows. */
    Duration heldFor(PublishedJourney version, UUID enrolment) {
        return heldFor(new Standing(version.status(), version.since()), enrolment);
    }

    /** The same, as the database says now. */
    Duration heldNow(UUID versionId, UUID enrolment) {
        return heldFor(versions.standing(versionId), enrolment);
    }

    private Duration heldFor(Standing version, UUID enrolment) {
        if (!version.status().isLive()) {
            // stopped: those who run through it are being ended
            return SHORTEST;
        }
        if (version.status() != JourneyStatus.PAUSED) {
            return Duration.ZERO;
        }
        var paused = Duration.between(version.since(), clock.instant());
        var most = paused.compareTo(SHORTEST) < 0 ? SHORTEST : paused.compareTo(LONGEST) > 0 ? LONGEST : paused;
        var place = Math.floorMod(enrolment.hashCode(), PARTS) + 1L;
        return most.multipliedBy(place).dividedBy(PARTS).plusMillis(1);
    }
}
