package dev.waymark.release;

import static dev.waymark.release.ReleaseStep.ACTIVATE;
import static dev.waymark.release.ReleaseStep.APPROVE;
import static dev.waymark.release.ReleaseStep.FOLLOW;
import static dev.waymark.release.ReleaseStep.PASS;
import static dev.waymark.release.ReleaseStep.REFUSE;
import static dev.waymark.release.ReleaseStep.ROLL_BACK;
import static dev.waymark.release.ReleaseStep.SUPERSEDE;

import java.util.Map;
import java.util.Optional;

/** Where a release stands. The table below is the whole life cycle; nothing else decides it. */
enum ReleaseStatus {
    /** Not checked yet. */
    DRAFT,
    /** Sound, and waiting for a second person. */
    CHECKED,
    /** Not sound; its findings say why. */
    REFUSED,
    /** A second person agreed. */
    APPROVED,
    /** Decides now; one release does. */
    ACTIVE,
    /** Decided once, until another did. */
    SUPERSEDED;

    private static final Map<ReleaseStatus, Map<ReleaseStep, ReleaseStatus>> NEXT = Map.of(
            DRAFT, Map.of(PASS, CHECKED, REFUSE, REFUSED),
            CHECKED, Map.of(APPROVE, APPROVED, FOLLOW, ACTIVE),
            REFUSED, Map.of(),
            APPROVED, Map.of(ACTIVATE, ACTIVE),
            ACTIVE, Map.of(SUPERSEDE, SUPERSEDED),
            SUPERSEDED, Map.of(ROLL_BACK, ACTIVE));

    /** Where the step leads from here; empty if it may not be done. */
    Optional<ReleaseStatus> after(ReleaseStep step) {
        return Optional.ofNullable(NEXT.get(this).get(step));
    }
}
