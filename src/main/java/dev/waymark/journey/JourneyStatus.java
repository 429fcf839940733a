package dev.waymark.journey;

import static dev.waymark.journey.JourneyAction.APPROVE;
import static dev.waymark.journey.JourneyAction.ARCHIVE;
import static dev.waymark.journey.JourneyAction.DRAIN;
import static dev.waymark.journey.JourneyAction.FAIL;
import static dev.waymark.journey.JourneyAction.FOLLOW;
import static dev.waymark.journey.JourneyAction.PASS;
import static dev.waymark.journey.JourneyAction.PAUSE;
import static dev.waymark.journey.JourneyAction.PUBLISH;
import static dev.waymark.journey.JourneyAction.RESUME;
import static dev.waymark.journey.JourneyAction.STOP;

import java.util.Map;
import java.util.Optional;

/** Where a version of a journey stands. The table below is the whole life cycle; nothing else decides it. */
public enum JourneyStatus {
    /** Not sound; its findings say why. */
    DRAFT,
    /** Sound, and waiting for a second person. */
    CHECKED,
    /** A second person agreed. */
    APPROVED,
    /** Takes new enrolments; one version of a journey does. */
    PUBLISHED,
    /** Takes new enrolments, but none of its steps acts until it is resumed. */
    PAUSED,
    /** Takes no new enrolments; those that run go on to their end. */
    DRAINING,
    /** Takes no new enrolments; those that ran are ended. */
    STOPPED,
    /** Only to be looked at. */
    ARCHIVED;

    private static final Map<JourneyStatus, Map<JourneyAction, JourneyStatus>> NEXT = Map.of(
            DRAFT, Map.of(PASS, CHECKED, ARCHIVE, ARCHIVED),
            CHECKED, Map.of(FAIL, DRAFT, APPROVE, APPROVED, FOLLOW, PUBLISHED, ARCHIVE, ARCHIVED),
            APPROVED, Map.of(FAIL, DRAFT, PUBLISH, PUBLISHED, FOLLOW, PUBLISHED, ARCHIVE, ARCHIVED),
            PUBLISHED, Map.of(PAUSE, PAUSED, DRAIN, DRAINING, STOP, STOPPED),
            PAUSED, Map.of(RESUME, PUBLISHED, DRAIN, DRAINING, STOP, STOPPED),
            DRAINING, Map.of(PUBLISH, PUBLISHED, FOLLOW, PUBLISHED, STOP, STOPPED, ARCHIVE, ARCHIVED),
            STOPPED, Map.of(PUBLISH, PUBLISHED, FOLLOW, PUBLISHED, ARCHIVE, ARCHIVED),
            ARCHIVED, Map.of());

    /** Where the action leads from here; empty if it may not be done. */
    Optional<JourneyStatus> after(JourneyAction action) {
        return Optional.ofNullable(NEXT.get(this).get(action));
    }

    /** Whether this is the version that people enter. */
    public boolean isCurrent() {
        return this == PUBLISHED || this == PAUSED;
    }

    /** Whether enrolments may run through the version. */
    public boolean isLive() {
        return isCurrent() || this == DRAINING;
    }
}
