package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Intent;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import io.quarkus.narayana.jta.QuarkusTransaction;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/**
 * What people ask of releases: hand one in, approve, activate, roll back.
 *
 * <p>Thread-safe. Files are checked outside the one short transaction that changes something; what is refused changes
 * nothing.
 */
@ApplicationScoped
class ReleaseRequests {

    private final Releases releases;
    private final Activations activations;
    private final RuleFilesCheck check;
    private final LiveRelease live;
    private final Clock clock;

    ReleaseRequests(Releases releases, Activations activations, RuleFilesCheck check, LiveRelease live, Clock clock) {
        this.releases = releases;
        this.activations = activations;
        this.check = check;
        this.live = live;
        this.clock = clock;
    }

    /** Checks the changed files and keeps them as a release, sound or not. */
    Outcome<ReleaseView> handIn(Actor author, ReleaseChange change) {
        return change.applyTo(releases.active().orElseThrow())
                .then(files -> add(files, new Intent(author, change.comment()), change.basedOn()));
    }

    private Outcome<ReleaseView> add(List<DefinitionFile> files, Intent intent, int basedOn) {
        var checked = check.check(files);
        return Outcome.done(QuarkusTransaction.requiringNew().call(() -> {
            releases.lock();
            return releases.add(new Releases.Handed(files, intent, basedOn), checked)
                    .view();
        }));
    }

    Outcome<ReleaseView> approve(int number, Intent intent) {
        return change(
                number,
                release -> releases.refusal(release, ReleaseStep.APPROVE)
                        .or(() -> activations.outdated(release))
                        .or(() -> ownWork(release, intent.actor()))
                        .or(() -> {
                            releases.step(release, ReleaseStep.APPROVE, intent);
                            release.approver = intent.actor().name();
                            release.approvedAt = clock.instant();
                            return Optional.empty();
                        }));
    }

    /** The change was approved as one of the release that is active still. */
    Outcome<ReleaseView> activate(int number, Intent intent) {
        return follow(number, new Activations.Turn(ReleaseStep.ACTIVATE, intent), activations::outdated);
    }

    /** Any release that decided once may do so again, whatever came after it. */
    Outcome<ReleaseView> rollBack(int to, Intent intent) {
        return follow(to, new Activations.Turn(ReleaseStep.ROLL_BACK, intent), release -> Optional.empty());
    }

    private Outcome<ReleaseView> follow(
            int number, Activations.Turn turn, Function<RuleRelease, Optional<Rejection>> condition) {
        return known(number).then(known -> {
            var checked = check.check(known.definitionFiles());
            var done = change(
                    number,
                    release -> releases.refusal(release, turn.step())
                            .or(() -> condition.apply(release))
                            .or(() -> activations.activate(release, checked, turn)));
            live.follow();
            return done;
        });
    }

    /** In one transaction, alone; the change answers why it did nothing. */
    private Outcome<ReleaseView> change(int number, Function<RuleRelease, Optional<Rejection>> change) {
        return QuarkusTransaction.requiringNew().call(() -> {
            releases.lock();
            return known(number)
                    .then(release -> change.apply(release)
                            .<Outcome<ReleaseView>>map(Outcome::refused)
                            .orElseGet(() -> Outcome.done(release.view())));
        });
    }

    private Outcome<RuleRelease> known(int number) {
        return releases.byNumber(number).map(Outcome::done).orElseGet(() -> Outcome.refused(Releases.unknown()));
    }

    private static Optional<Rejection> ownWork(RuleRelease release, Actor approver) {
        return approver.isSameAs(new Actor(release.author))
                ? Optional.of(Rejection.of(
                        REFUSED,
                        "approver-is-author",
                        "Expected a second person to approve, but the author of release %d asks. Let somebody else look at it."
                                .formatted(release.number)))
                : Optional.empty();
    }
}
