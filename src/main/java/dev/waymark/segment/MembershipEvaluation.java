package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Evaluations.Evaluation;
import dev.waymark.segment.MembershipsOfBatch.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Asks the rules about profiles and stores who entered and left, and when to ask again.
 *
 * <p>Works on the profiles of one transaction, whose locks it holds: open, evaluate, close. Thread-safe.
 */
@ApplicationScoped
class MembershipEvaluation {

    private final RuleSets ruleSets;
    private final MembershipChanges changes;
    private final MembershipsOfBatch batch;
    private final ProfileFactsReader facts;

    MembershipEvaluation(
            RuleSets ruleSets, MembershipChanges changes, MembershipsOfBatch batch, ProfileFactsReader facts) {
        this.ruleSets = ruleSets;
        this.changes = changes;
        this.batch = batch;
        this.facts = facts;
    }

    void open(Collection<ProfileId> profiles) {
        facts.open(profiles);
        batch.open(changes.standings(profiles));
    }

    /** What will be asked after the event is read for the whole batch at once. */
    void expect(EventIngested event) {
        facts.expect(event.profile(), asked(event).asked());
    }

    /** Asks the rules that look at such an event; or all, if the profile's memberships are out of date anyway. */
    void evaluateAfter(EventIngested event) {
        var asked = asked(event);
        if (asked == rules().set().all()) {
            evaluate(event.profile());
        } else if (!asked.isNobody()) {
            ask(event.profile(), asked, batch.dueAt(event.profile()))
                    .ifPresent(due -> batch.dueAt(event.profile(), due));
        }
    }

    private Concerned asked(EventIngested event) {
        var rules = rules();
        return batch.isOver(event.profile(), rules.basis(), facts.now())
                ? rules.set().all()
                : batch.concerned(event, rules.set());
    }

    /** Asks all rules. */
    void evaluate(ProfileId profile) {
        changes.leaveAllBut(profile, rules().set().all().segments());
        changes.switchOffAllBut(profile, rules().set().all().signals());
        var due = ask(profile, rules().set().all(), null);
        batch.evaluated(profile, new Evaluation(rules().basis(), due.orElse(null)));
    }

    private Rules rules() {
        return batch.rules(() -> {
            var active = ruleSets.active();
            return new Rules(active, ruleSets.basisOf(active));
        });
    }

    void close() {
        changes.write();
    }

    /** Answers when the first of these answers may change by itself, if that is before {@code dueAnyway}. */
    private Optional<Instant> ask(ProfileId profile, Concerned asked, @Nullable Instant dueAnyway) {
        var known = facts.read(profile, asked.asked());
        var judgement = asked.judge(known);
        var version = rules().set().version();
        var state = batch.itself();
        judgement.segments().stream()
                .filter(segment -> judgement.isIn(segment) != state.isIn(profile, segment))
                .forEach(segment -> changes.settle(profile, segment, judgement, version));
        judgement.signals().stream()
                .filter(signal -> judgement.isOn(signal) != state.isOn(profile, signal))
                .forEach(signal -> changes.switchTo(profile, signal, judgement));
        return asked.nextChange(known, dueAnyway);
    }
}
