package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFiles;
import dev.waymark.segment.RuleSet;
import dev.waymark.segment.RuleSetActivated;
import dev.waymark.segment.RuleSources;
import dev.waymark.segment.SegmentDefinition;
import dev.waymark.support.Intent;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;

/**
 * Makes a release the active one: the row that every node follows.
 *
 * <p>Thread-safe; joins the caller's transaction, which holds the lock of {@link Releases}. The rule set's sources are
 * committed with it, before any membership can name them.
 */
@ApplicationScoped
class Activations {

    private final Releases releases;
    private final ActivationHistory history;
    private final RuleSources sources;
    private final Event<RuleSetActivated> activated;
    private final Clock clock;

    Activations(
            Releases releases,
            ActivationHistory history,
            RuleSources sources,
            Event<RuleSetActivated> activated,
            Clock clock) {
        this.releases = releases;
        this.history = history;
        this.sources = sources;
        this.activated = activated;
        this.clock = clock;
    }

    /** How a release comes to decide. */
    record Turn(ReleaseStep step, Intent intent) {}

    /** Answers why not. The check was made of the release's files by this node just now. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Rejection> activate(RuleRelease release, RuleCheck check, Turn turn) {
        return switch (check) {
            case RuleCheck.Refused(var findings) ->
                Optional.of(new Rejection(
                        REFUSED,
                        "rules-refused",
                        "Expected rules that this Waymark accepts, but it does not any more. Hand them in mended.",
                        null,
                        findings));
            case RuleCheck.Accepted(var ruleSet) -> activate(release, ruleSet, turn);
        };
    }

    private Optional<Rejection> activate(RuleRelease release, RuleSet ruleSet, Turn turn) {
        var refused = releases.refusal(release, turn.step());
        if (refused.isPresent()) {
            return refused;
        }
        var before = releases.active();
        before.ifPresent(last -> releases.step(last, ReleaseStep.SUPERSEDE, turn.intent()));
        // the index allows one active release: the old one has to go first
        releases.flush();
        releases.step(release, turn.step(), turn.intent());
        sources.keep(ruleSet, RuleFiles.deciding(release.definitionFiles()));
        release.ruleSet = ruleSet.version();
        keep(release, before, turn.intent());
        if (before.isEmpty() || !Objects.equals(before.get().ruleSet, ruleSet.version())) {
            tell(release, ruleSet, turn.intent());
        }
        return Optional.empty();
    }

    /** An approval is of what a release changes, so it has to change what decides now. */
    @Transactional(Transactional.TxType.MANDATORY)
    Optional<Rejection> outdated(RuleRelease release) {
        return releases.active()
                .filter(active -> !Objects.equals(release.basedOn, active.number))
                .map(active -> Rejection.of(
                        CONFLICT,
                        "release-outdated",
                        "Expected a release that changes the active one, %d, but release %d changes %s. Hand the change in again."
                                .formatted(active.number, release.number, release.basedOn)));
    }

    private void keep(RuleRelease release, Optional<RuleRelease> before, Intent intent) {
        var activation = new RuleActivation();
        activation.releaseNumber = release.number;
        activation.replaced = before.map(last -> last.number).orElse(null);
        activation.ruleSet = release.ruleSet;
        activation.actor = intent.actor().name();
        activation.reason = intent.reason();
        activation.activatedAt = clock.instant();
        history.persist(activation);
    }

    private void tell(RuleRelease release, RuleSet ruleSet, Intent intent) {
        var segments =
                ruleSet.segments().stream().map(SegmentDefinition::key).sorted().toList();
        activated.fire(new RuleSetActivated(
                ruleSet.version(), segments, release.number, intent.actor().name()));
    }
}
