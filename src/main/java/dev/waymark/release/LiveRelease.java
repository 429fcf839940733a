package dev.waymark.release;

import dev.waymark.segment.RuleCheck;
import dev.waymark.segment.RuleFilesCheck;
import dev.waymark.segment.RuleSets;
import dev.waymark.support.Finding;
import dev.waymark.support.Loop;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.jboss.logging.Logger;

/**
 * Keeps this node at the active release: the row in the database says which one it is, and the rule set that decides
 * here follows within a second, wherever it was activated.
 *
 * <p>Thread-safe. Reads in short transactions of its own.
 */
@ApplicationScoped
class LiveRelease {

    private static final Logger LOG = Logger.getLogger(LiveRelease.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);

    private final Releases releases;
    private final ActivationHistory history;
    private final RuleFolder folder;
    private final RuleFilesCheck check;
    private final RuleSets ruleSets;

    private int followed;
    private List<Loop> loops = List.of();

    LiveRelease(
            Releases releases, ActivationHistory history, RuleFolder folder, RuleFilesCheck check, RuleSets ruleSets) {
        this.releases = releases;
        this.history = history;
        this.folder = folder;
        this.check = check;
        this.ruleSets = ruleSets;
    }

    void start(@Observes @Priority(RuleSets.START_ORDER) StartupEvent start, ReleaseSettings settings) {
        if (settings.watch() || releases.active().isEmpty()) {
            folder.look();
        }
        follow();
        if (!ruleSets.isLoaded()) {
            throw new IllegalStateException("Expected rules that compile, but they do not:\n"
                    + Finding.asText(ruleSets.findings()) + "\nMend the files and start again.");
        }
        var following = Loop.start("rule-release", LOOK_EVERY, this::follow);
        loops = settings.watch()
                ? List.of(following, Loop.start("rule-watch", LOOK_EVERY, this::lookAtFolder))
                : List.of(following);
    }

    void stop(@Observes ShutdownEvent stop) {
        loops.forEach(Loop::close);
    }

    /** Brings this node to the active release, if it is not there. Answers false: there is no more to do. */
    synchronized boolean follow() {
        releases.activeNumber()
                .filter(number -> number != followed)
                .flatMap(releases::byNumber)
                .ifPresent(this::use);
        return false;
    }

    private boolean lookAtFolder() {
        return folder.look() && follow();
    }

    private void use(RuleRelease release) {
        switch (check.ofRelease(release.definitionFiles())) {
            case RuleCheck.Accepted(var ruleSet) -> {
                ruleSets.use(ruleSet, since());
                LOG.infof(
                        "rules live release=%d version=%s segments=%d",
                        release.number, ruleSet.version(), ruleSet.segments().size());
            }
            case RuleCheck.Refused(var findings) -> refuse(release, findings);
        }
        followed = release.number;
    }

    /** An older Waymark, or a newer one: what decided here until now goes on. */
    private void refuse(RuleRelease release, List<Finding> findings) {
        ruleSets.report(findings);
        LOG.errorf("active release %d refused here:\n%s", release.number, Finding.asText(findings));
    }

    private Instant since() {
        return history.last().orElseThrow().at();
    }
}
