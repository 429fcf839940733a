package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.REFUSED;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.segment.RuleSet;
import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Finding;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import io.quarkus.runtime.ShutdownEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Computes what a release would change, in one thread of low priority, one release at a time on all nodes.
 *
 * <p>Thread-safe. Changes nothing but the stored answer; its row is how it is stopped. A run on a node that stops is
 * marked interrupted, at the latest a minute after a kill.
 */
@ApplicationScoped
class WhatIfWork {

    private static final Logger LOG = Logger.getLogger(WhatIfWork.class);
    private static final Duration STOP_WITHIN = Duration.ofSeconds(10);

    /** A release that compiles and does not decide now. */
    private static final Set<ReleaseStatus> ASKABLE =
            EnumSet.of(ReleaseStatus.CHECKED, ReleaseStatus.APPROVED, ReleaseStatus.SUPERSEDED);

    private final WhatIfs whatIfs;
    private final WhatIfRun run;
    private final Releases releases;
    private final RuleFilesCheck check;

    private volatile boolean stopping;
    private volatile @Nullable Thread thread;

    WhatIfWork(WhatIfs whatIfs, WhatIfRun run, Releases releases, RuleFilesCheck check) {
        this.whatIfs = whatIfs;
        this.run = run;
        this.releases = releases;
        this.check = check;
    }

    void stop(@Observes ShutdownEvent stop) throws InterruptedException {
        stopping = true;
        var working = thread;
        if (working != null) {
            working.join(STOP_WITHIN);
        }
    }

    /** Begins, if nothing else is being computed. */
    Outcome<WhatIfView> begin(int number, Actor actor, @Nullable Integer sample) {
        var release = releases.byNumber(number);
        if (release.isEmpty()) {
            return Outcome.refused(Releases.unknown());
        }
        if (!ASKABLE.contains(release.get().status)) {
            return Outcome.refused(Rejection.of(
                    CONFLICT,
                    "release-not-comparable",
                    "Expected a sound release that does not decide now, but release %d is %s."
                            .formatted(number, release.get().status)));
        }
        var active = releases.active().orElseThrow();
        return comparison(active, release.get())
                .then(comparison -> begin(new WhatIfs.Question(number, active.number, actor, sample), comparison));
    }

    private Outcome<WhatIfView> begin(WhatIfs.Question question, Comparison comparison) {
        var id = whatIfs.begin(question);
        if (id.isEmpty()) {
            return Outcome.refused(Rejection.of(
                    CONFLICT,
                    "what-if-running",
                    "Expected no other what-if to be running, but one is. Wait for it or cancel it."));
        }
        thread = Thread.ofPlatform()
                .name("waymark-what-if")
                .daemon()
                .priority(Thread.MIN_PRIORITY)
                .start(() -> compute(id.get(), question, comparison));
        return Outcome.done(whatIfs.of(question.release()).orElseThrow());
    }

    private void compute(UUID id, WhatIfs.Question question, Comparison comparison) {
        try {
            run.run(comparison, question.sample(), people -> goesOn(comparison) && whatIfs.progress(id, people))
                    .ifPresent(result -> whatIfs.finish(id, result));
            if (!comparison.findings().isEmpty()) {
                whatIfs.end(id, WhatIfStatus.FAILED, Finding.asText(comparison.findings()));
            }
            if (stopping) {
                whatIfs.end(id, WhatIfStatus.INTERRUPTED, null);
            }
            LOG.infof("what-if ended release=%d", question.release());
        } catch (RuntimeException | Error broken) {
            LOG.errorf(broken, "what-if failed release=%d", question.release());
            whatIfs.end(id, WhatIfStatus.FAILED, "Something broke here; the server's log has the cause. Ask again.");
        }
    }

    private boolean goesOn(Comparison comparison) {
        return !stopping && comparison.findings().isEmpty();
    }

    private Outcome<Comparison> comparison(RuleRelease active, RuleRelease candidate) {
        var changed = ChangedFiles.between(active, candidate);
        return compiled(changed.before())
                .then(before -> compiled(changed.after()).then(after -> Outcome.done(new Comparison(before, after))));
    }

    private Outcome<RuleSet> compiled(List<DefinitionFile> files) {
        return switch (check.check(files)) {
            case RuleCheck.Accepted(var ruleSet) -> Outcome.done(ruleSet);
            case RuleCheck.Refused(var findings) ->
                Outcome.refused(new Rejection(
                        REFUSED,
                        "rules-refused",
                        "Expected rules that this Waymark accepts, but it does not any more. Hand them in mended.",
                        null,
                        findings));
        };
    }
}
