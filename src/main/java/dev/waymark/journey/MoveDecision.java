package dev.waymark.journey;

import dev.waymark.journey.MigrationBatches.Row;
import dev.waymark.journey.MigrationBatches.Step;
import dev.waymark.journey.Resumptions.Remaining;
import dev.waymark.journey.VersionCrossing.Landing;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * Second of three steps of a move: the instance has ended and its records say where, so it is decided where another one
 * goes on. The enrolment is of that version from this commit on, its waits with it; where the version has no place for it,
 * it goes on in its own. Thread-safe; each enrolment in a transaction of its own.
 */
@ApplicationScoped
class MoveDecision {

    private static final int SOON = 2;
    private static final String ENDED = "Ended in the meantime.";
    private static final String UNKNOWN_ENDING =
            "Expected the new version to know what has just ended the wait, but it does not. Move it from its next step.";

    private final Enrolments enrolments;
    private final MigrationBatches batches;
    private final RemainingWork remaining;
    private final Resumptions resumptions;
    private final WaitRearming rearming;

    MoveDecision(
            Enrolments enrolments,
            MigrationBatches batches,
            RemainingWork remaining,
            Resumptions resumptions,
            WaitRearming rearming) {
        this.enrolments = enrolments;
        this.batches = batches;
        this.remaining = remaining;
        this.resumptions = resumptions;
        this.rearming = rearming;
    }

    /** The hash of the edition by which a version goes on. */
    interface Editions {
        String of(UUID version);
    }

    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void decide(VersionCrossing crossing, Editions editions, Row row) {
        decide(crossing, editions, row, Optional.empty());
    }

    /** For whom the other decision broke: better on their version than between two. */
    @Transactional(Transactional.TxType.REQUIRES_NEW)
    void stay(VersionCrossing crossing, Editions editions, Row row) {
        decide(crossing, editions, row, Optional.of(MoveOutcome.BROKE));
    }

    private void decide(VersionCrossing crossing, Editions editions, Row row, Optional<String> broke) {
        enrolments.lockProfilesOf(List.of(row.enrolment()));
        var enrolment = enrolments.locked(row.enrolment()).orElseThrow();
        if (!batches.hold(row, Step.ENDING)) {
            return;
        }
        if (!enrolment.status.isActive()) {
            enrolment.moving = false;
            batches.settle(row, MoveOutcome.LEFT, ENDED);
            return;
        }
        var instance = Optional.ofNullable(row.instance()).orElseThrow();
        var left = remaining.completed(instance)
                ? Optional.<Remaining>empty()
                : remaining.of(enrolment, crossing.from(), instance);
        if (left.isEmpty()) {
            batches.postpone(row, SOON);
            return;
        }
        var why = broke.or(() -> whyStay(enrolment, left.get(), crossing));
        var goesOn = why.isEmpty() ? move(enrolment, left.get(), crossing) : left.get();
        var version = why.isEmpty() ? crossing.to() : crossing.from();
        resumptions.add(
                new Resumptions.Change(enrolment.id, instance, crossing.from().versionId(), version.versionId()),
                left.get().elementId(),
                goesOn);
        enrolment.instance = null;
        batches.advance(row, Step.STARTING, null, editions.of(version.versionId()), why.orElse(""));
    }

    private Optional<String> whyStay(Enrolment enrolment, Remaining left, VersionCrossing crossing) {
        if (rearming.hasReachedGoal(enrolment)) {
            return Optional.of(WaitRearming.REACHED_GOAL);
        }
        return switch (crossing.of(left.elementId())) {
            case Landing.Nowhere(var sentence) -> Optional.of(sentence);
            case Landing.At(var place) ->
                left.openWait() == null
                                || rearming.fits(left.openWait(), crossing.to().waitAt(place))
                        ? Optional.empty()
                        : Optional.of(UNKNOWN_ENDING);
        };
    }

    private Remaining move(Enrolment enrolment, Remaining left, VersionCrossing crossing) {
        var place = ((Landing.At) crossing.of(left.elementId())).place();
        // the version first: what ends by looking back is that of the new one
        enrolment.versionId = crossing.to().versionId();
        rearming.rearm(enrolment, crossing.from().model(), crossing.to().model());
        if (left.openWait() != null) {
            rearming.rearm(enrolment, left.openWait(), crossing.to().waitAt(place));
        }
        return left.at(place.elementId());
    }
}
