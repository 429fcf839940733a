package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Evaluations.Evaluation;
import dev.waymark.segment.MembershipsOfBatch.Rules;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * Asks the rules about profiles and stores who entered and left, and when to ask again.
 *
 * <p>Works on the profiles of one transaction, whose locks it holds: open, evaluate, close. Thread-safe.
 */
@ApplicationScoped
class MembershipEvaluation {

    private final RuleSets ruleSets;
    private final Memberships memberships;
    private final Evaluations evaluations;
    private final MembershipsOfBatch batch;
    private final ProfileFactsReader facts;
    private final Clock clock;

    MembershipEvaluation(
            RuleSets ruleSets,
            Memberships memberships,
            Evaluations evaluations,
            MembershipsOfBatch batch,
            ProfileFactsReader facts,
            Clock clock) {
        this.ruleSets = ruleSets;
        this.memberships = memberships;
        this.evaluations = evaluations;
        this.batch = batch;
        this.facts = facts;
        this.clock = clock;
    }

    void open(Collection<ProfileId> profiles) {
        batch.open(profiles, memberships.current(profiles), evaluations.of(profiles));
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
            ask(event.profile(), asked).ifPresent(due -> batch.dueAt(event.profile(), due));
        }
    }

    private Concerned asked(EventIngested event) {
        var rules = rules();
        return batch.isOver(event.profile(), rules.basis(), clock.instant())
                ? rules.set().all()
                : batch.concerned(event, rules.set());
    }

    /** Asks all rules. */
    void evaluate(ProfileId profile) {
        leaveUnknown(profile);
        var due = ask(profile, rules().set().all());
        batch.evaluated(profile, new Evaluation(rules().basis(), due.orElse(null)));
    }

    private Rules rules() {
        return batch.rules(() -> {
            var active = ruleSets.active();
            return new Rules(active, ruleSets.basisOf(active));
        });
    }

    void close() {
        evaluations.save(batch.takeChanged());
    }

    /** Answers when the first of these answers may change by itself. */
    private Optional<Instant> ask(ProfileId profile, Concerned asked) {
        var known = facts.read(profile, asked.asked());
        var due = Optional.<Instant>empty();
        for (var rules : asked.rules()) {
            settle(profile, rules, rules.evaluate(known));
            due = earlier(due, rules.nextChange(known));
        }
        return due;
    }

    private void settle(ProfileId profile, SegmentRules rules, Optional<Decision> decision) {
        var membership = batch.membership(profile, rules.segment());
        if (decision.isPresent() && membership.isEmpty()) {
            batch.entered(
                    profile,
                    memberships.enter(profile, decision.get(), rules().set().version()));
        } else if (decision.isEmpty() && membership.isPresent()) {
            leave(profile, membership.get());
        }
    }

    /** Nobody is in a segment that is no more. */
    private void leaveUnknown(ProfileId profile) {
        var known = rules().set().rules().stream().map(SegmentRules::segment).collect(Collectors.toSet());
        batch.all(profile).stream()
                .filter(membership -> !known.contains(membership.segment()))
                .forEach(membership -> leave(profile, membership));
    }

    private void leave(ProfileId profile, Memberships.Current membership) {
        memberships.leave(membership, profile);
        batch.left(profile, membership);
    }

    private static Optional<Instant> earlier(Optional<Instant> one, Optional<Instant> other) {
        return one.isEmpty() || other.isPresent() && other.get().isBefore(one.get()) ? other : one;
    }
}
