package dev.waymark.segment;

import dev.waymark.consent.ConsentRecorded;
import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestClosed;
import dev.waymark.event.IngestOpened;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfilesMerged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.List;

/**
 * Lets the rules decide about a profile when something happened to it. What time alone changes is
 * {@link DueEvaluations}' work.
 *
 * <p>Thread-safe. Runs in the transaction that stores the events, under the profiles' locks: the decision and its
 * cause are committed together.
 */
@ApplicationScoped
class SegmentMembershipBehavior {

    /** After armed waits have seen the event: what an event starts does not wait for that same event. */
    private static final int AFTER_WAITS = 200;

    private final MembershipEvaluation evaluation;
    private final Memberships memberships;
    private final Signals signals;
    private final Evaluations evaluations;

    SegmentMembershipBehavior(
            MembershipEvaluation evaluation, Memberships memberships, Signals signals, Evaluations evaluations) {
        this.signals = signals;
        this.evaluation = evaluation;
        this.memberships = memberships;
        this.evaluations = evaluations;
    }

    void on(@Observes @Priority(AFTER_WAITS) IngestOpened opened) {
        evaluation.open(opened.profiles());
        opened.events().forEach(evaluation::expect);
    }

    void on(@Observes @Priority(AFTER_WAITS) EventIngested event) {
        evaluation.evaluateAfter(event);
    }

    void on(@Observes @Priority(AFTER_WAITS) IngestClosed closed) {
        evaluation.close();
    }

    /** The event that joined them is told next, and then everything is asked about the winner. */
    void on(@Observes ProfilesMerged merged) {
        memberships.move(merged.loser(), merged.winner());
        signals.move(merged.loser(), merged.winner());
        evaluations.forget(List.of(merged.loser(), merged.winner()));
    }

    /** What a person allows is a fact like others; asked about at once, but not in this transaction. */
    void on(@Observes ConsentRecorded recorded) {
        evaluations.dueNow(recorded.profile());
    }

    void on(@Observes ProfileErased erased) {
        memberships.erase(erased.all());
        signals.forget(erased.all());
        evaluations.forget(erased.all());
    }
}
