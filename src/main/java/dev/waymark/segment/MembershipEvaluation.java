package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Evaluations.Evaluation;
import dev.waymark.segment.MembershipsOfBatch.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Collection;
import java.util.Objects;
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
            evaluate(event.profile(), facts.read(event.profile(), asked.asked()));
        } else if (!asked.isNobody()) {
            var known = facts.read(event.profile(), asked.asked());
            ask(event.profile(), known, asked, batch.dueAt(event.profile()))
                    .ifPresent(due -> batch.dueAt(event.profile(), due));
        }
        changes.tell();
    }

    private Concerned asked(EventIngested event) {
        var rules = rules();
        return batch.isOver(event.profile(), rules.basis(), facts.now())
                ? rules.set().all()
                : batch.concerned(event, rules.set());
    }

    /** Asks all rules about everybody. What follows from it is told of all together: it is done together then. */
    void evaluate(Collection<ProfileId> profiles) {
        var known = facts.readAll(profiles, rules().set().all().asked());
        profiles.forEach(profile -> evaluate(profile, Objects.requireNonNull(known.get(profile))));
        changes.tell();
    }

    private void evaluate(ProfileId profile, ProfileFacts known) {
        var rules = rules();
        var all = rules.set().all();
        var state = batch.itself();
        if (!all.segments().containsAll(state.segments(profile))) {
            changes.leaveAllBut(profile, all.segments());
        }
        if (!all.signals().containsAll(state.signals(profile))) {
            changes.switchOffAllBut(profile, all.signals());
        }
        var dueAnyway = toCome(state.dueAt(profile), known.now());
        var due = ask(profile, known, all, dueAnyway).orElse(dueAnyway);
        state.evaluated(profile, new Evaluation(rules.basis(), due));
    }

    /**
     * What other rules foresaw stays due, which is never too late. Most releases change little, and nothing has to be
     * looked for beyond it; where one has taken out what was foreseen for many, those are asked once more then.
     */
    private static @Nullable Instant toCome(@Nullable Instant due, Instant now) {
        return due == null || due.isAfter(now) ? due : null;
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
    private Optional<Instant> ask(ProfileId profile, ProfileFacts known, Concerned asked, @Nullable Instant dueAnyway) {
        var judgement = asked.judge(known);
        var state = batch.itself();
        var segments = state.segments(profile);
        for (var segment : judgement.segments()) {
            if (judgement.isIn(segment) != segments.contains(segment)) {
                changes.settle(profile, segment, judgement, rules().set().version());
            }
        }
        var signals = state.signals(profile);
        for (var signal : judgement.signals()) {
            if (judgement.isOn(signal) != signals.contains(signal)) {
                changes.switchTo(profile, signal, judgement);
            }
        }
        return asked.nextChange(known, dueAnyway);
    }
}
