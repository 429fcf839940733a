package dev.waymark.journey;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Says why somebody is not moved, before anything is ended for it. Thread-safe; in the caller's transaction, under the
 * locks of profile and enrolment.
 */
@ApplicationScoped
class MoveRefusals {

    private final RemainingWork remaining;
    private final WaitRearming rearming;

    MoveRefusals(RemainingWork remaining, WaitRearming rearming) {
        this.remaining = remaining;
        this.rearming = rearming;
    }

    /** Empty where nothing speaks against it. */
    Optional<String> of(Enrolment enrolment, VersionCrossing crossing) {
        return Stream.<Supplier<Optional<String>>>of(
                        () -> ended(enrolment),
                        () -> reachedGoal(enrolment),
                        () -> otherVersion(enrolment, crossing),
                        () -> rearming.unknownGoal(crossing),
                        () -> remaining.lastSeen(enrolment, crossing.from()).flatMap(crossing::refusalAt))
                .map(Supplier::get)
                .flatMap(Optional::stream)
                .findFirst();
    }

    private static Optional<String> ended(Enrolment enrolment) {
        return enrolment.status.isActive()
                ? Optional.empty()
                : Optional.of("Expected an enrolment that runs, but it has ended.");
    }

    private Optional<String> reachedGoal(Enrolment enrolment) {
        return rearming.hasReachedGoal(enrolment) ? Optional.of(WaitRearming.REACHED_GOAL) : Optional.empty();
    }

    private static Optional<String> otherVersion(Enrolment enrolment, VersionCrossing crossing) {
        return enrolment.versionId.equals(crossing.from().versionId())
                ? Optional.empty()
                : Optional.of("Expected an enrolment of version %d, but it runs through another one."
                        .formatted(crossing.from().version()));
    }
}
