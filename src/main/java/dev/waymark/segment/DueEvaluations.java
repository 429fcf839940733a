package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Loop;
import io.quarkus.narayana.jta.QuarkusTransaction;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules again about those for whom time alone may have changed an answer, when it is due, and about everybody
 * after the rules or the scores' bounds have changed. Nobody else is looked at.
 *
 * <p>Thread-safe. Each page of profiles is a transaction of its own; one node works at a time. A change that was half
 * followed when Waymark stopped is followed on: what a profile was evaluated by is stored with it.
 */
@ApplicationScoped
class DueEvaluations {

    private static final Logger LOG = Logger.getLogger(DueEvaluations.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final int PAGE = 500;

    private final RuleSets ruleSets;
    private final Evaluations evaluations;
    private final PageEvaluation pages;
    private final Clock clock;

    /** Looks until whatever began before a change has ended: its profiles are looked for once more then. */
    private static final int LAST_LOOK_AFTER = 10;

    private String followed = "";
    private String following = "";
    private Optional<ProfileId> followedTo = Optional.empty();
    private int looksToCome;
    private @Nullable Loop loop;

    DueEvaluations(RuleSets ruleSets, Evaluations evaluations, PageEvaluation pages, Clock clock) {
        this.ruleSets = ruleSets;
        this.evaluations = evaluations;
        this.pages = pages;
        this.clock = clock;
    }

    void start(@Observes @Priority(RuleSets.START_ORDER + 1) StartupEvent start) {
        loop = Loop.start("due-evaluations", LOOK_EVERY, this::work);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean work() {
        var moreDue = QuarkusTransaction.requiringNew().call(this::evaluateDue);
        return follow() || moreDue;
    }

    private boolean evaluateDue() {
        if (!evaluations.isMine()) {
            return false;
        }
        var due = evaluations.due(clock.instant(), PAGE);
        pages.evaluate(due);
        return due.size() == PAGE;
    }

    /** Goes on with the profiles that were evaluated by something else; answers whether there may be more. */
    private boolean follow() {
        var basis = ruleSets.basis();
        if (followed.equals(basis)) {
            return false;
        }
        if (!basis.equals(following)) {
            following = basis;
            followedTo = Optional.empty();
            looksToCome = LAST_LOOK_AFTER;
        }
        if (looksToCome > 0 && looksToCome < LAST_LOOK_AFTER) {
            looksToCome--;
            return false;
        }
        var page = QuarkusTransaction.requiringNew().call(() -> evaluateOutdated(basis));
        if (page.isEmpty()) {
            return false;
        }
        var done = page.get();
        followedTo = done.isEmpty() ? Optional.empty() : Optional.of(done.getLast());
        if (!done.isEmpty()) {
            return true;
        }
        if (looksToCome > 0) {
            LOG.infof("memberships follow the rules basis=%s", basis);
            looksToCome--;
        } else {
            followed = basis;
        }
        return false;
    }

    /** Empty if another node is at it. */
    private Optional<List<ProfileId>> evaluateOutdated(String basis) {
        if (!evaluations.isMine()) {
            return Optional.empty();
        }
        var page = evaluations.outdated(basis, followedTo, PAGE);
        pages.evaluate(page);
        return Optional.of(page);
    }
}
