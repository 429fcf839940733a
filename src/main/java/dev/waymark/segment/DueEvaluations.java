package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.DatabaseAway;
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
import java.util.function.Consumer;
import java.util.function.IntFunction;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules again about those for whom time alone may have changed an answer, when it is due, and about everybody
 * after the rules or the scores' bounds have changed. Nobody else is looked at.
 *
 * <p>Thread-safe. Each part of a page of profiles is a transaction of its own; one node works at a time. A change that
 * was half followed when Waymark stopped is followed on: what a profile was evaluated by is stored with it.
 */
@ApplicationScoped
class DueEvaluations {

    private static final Logger LOG = Logger.getLogger(DueEvaluations.class);
    private static final Duration LOOK_EVERY = Duration.ofSeconds(1);
    private static final Duration NEXT_TRY = Duration.ofHours(1);

    /** Many parts, because a page ends with the slowest of its last ones. */
    private static final int PAGE = 20_000;

    /** Longer than a page takes where each profile takes tens of milliseconds of two cores. */
    private static final int PAGE_SECONDS = 1_200;

    /** When one of a page cannot be evaluated, so many are evaluated one by one. */
    private static final int SMALL_PAGE = 1_000;

    /** About a minute. */
    private static final int AGAIN_AFTER_LOOKS = 60;

    private final RuleSets ruleSets;
    private final Evaluations evaluations;
    private final PagesSideBySide pages;
    private final Quarantine quarantine;
    private final Clock clock;

    private String following = "";
    private volatile String followed = "";
    private Optional<ProfileId> followedTo = Optional.empty();
    private int looksToSkip;
    private @Nullable Loop loop;

    DueEvaluations(
            RuleSets ruleSets, Evaluations evaluations, PagesSideBySide pages, Quarantine quarantine, Clock clock) {
        this.ruleSets = ruleSets;
        this.evaluations = evaluations;
        this.pages = pages;
        this.quarantine = quarantine;
        this.clock = clock;
    }

    void start(@Observes @Priority(RuleSets.START_ORDER + 1) StartupEvent start) {
        quarantine.exchange();
        loop = Loop.start("due-evaluations", LOOK_EVERY, this::work);
    }

    void stop(@Observes ShutdownEvent stop) {
        if (loop != null) {
            loop.close();
        }
    }

    private boolean work() {
        quarantine.exchange();
        var moreDue = evaluateDue();
        return follow() || moreDue;
    }

    private boolean evaluateDue() {
        var due = page(size -> evaluations.due(clock.instant(), size));
        return due.filter(page -> page.size() >= SMALL_PAGE).isPresent();
    }

    /**
     * Goes on with the profiles that were evaluated by something else; answers whether there may be more. Looked for
     * again after a while, because what began under other rules may have ended since.
     */
    private boolean follow() {
        var basis = ruleSets.basis();
        if (!basis.equals(following)) {
            following = basis;
            followed = "";
            followedTo = Optional.empty();
            looksToSkip = 0;
        }
        if (looksToSkip > 0) {
            looksToSkip--;
            return false;
        }
        var page = page(size -> evaluations.outdated(basis, followedTo, size));
        if (page.isEmpty()) {
            return false;
        }
        followedTo = page.filter(some -> !some.isEmpty()).map(List::getLast);
        if (followedTo.isEmpty()) {
            looksToSkip = AGAIN_AFTER_LOOKS;
            sayFollowed(basis);
        }
        return followedTo.isPresent();
    }

    private void sayFollowed(String basis) {
        if (!basis.equals(followed)) {
            followed = basis;
            LOG.infof("memberships follow basis=%s", basis);
        }
    }

    /** Whether everybody's memberships rest on what decides now. */
    boolean isFollowed() {
        return ruleSets.basis().equals(followed);
    }

    /** Evaluates the profiles found, and answers them; empty if another node is at it. */
    private Optional<List<ProfileId>> page(IntFunction<List<ProfileId>> find) {
        try {
            return QuarkusTransaction.requiringNew()
                    .timeout(PAGE_SECONDS)
                    .call(() -> ifMine(() -> find.apply(PAGE), pages::evaluate));
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            var found = QuarkusTransaction.requiringNew().call(() -> ifMine(() -> find.apply(SMALL_PAGE), page -> {}));
            found.ifPresent(page -> page.forEach(this::evaluateAlone));
            return found;
        }
    }

    private Optional<List<ProfileId>> ifMine(Supplier<List<ProfileId>> find, Consumer<List<ProfileId>> work) {
        if (!evaluations.isMine()) {
            return Optional.empty();
        }
        var page = find.get();
        work.accept(page);
        return Optional.of(page);
    }

    /** Nobody waits because somebody else cannot be evaluated. */
    private void evaluateAlone(ProfileId profile) {
        try {
            QuarkusTransaction.requiringNew().run(() -> pages.evaluate(List.of(profile)));
        } catch (RuntimeException failed) {
            if (DatabaseAway.isCauseOf(failed)) {
                throw failed;
            }
            LOG.errorf(failed, "profile cannot be evaluated, put off profile=%s", profile);
            QuarkusTransaction.requiringNew()
                    .run(() -> evaluations.dueAt(profile, clock.instant().plus(NEXT_TRY)));
        }
    }
}
