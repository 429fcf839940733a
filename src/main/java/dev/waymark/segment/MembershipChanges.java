package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Evaluations.Standing;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Makes what is stored of a profile's memberships and signals what the rules say. Thread-safe; in the caller's
 * transaction, which holds the profiles' locks.
 */
@ApplicationScoped
class MembershipChanges {

    private final Memberships memberships;
    private final Signals signals;
    private final Evaluations evaluations;
    private final MembershipsOfBatch batch;

    MembershipChanges(Memberships memberships, Signals signals, Evaluations evaluations, MembershipsOfBatch batch) {
        this.memberships = memberships;
        this.signals = signals;
        this.evaluations = evaluations;
        this.batch = batch;
    }

    /** How they stand: most are found in one row each; who is new, or was joined, is looked up. */
    List<Standing> standings(Collection<ProfileId> profiles) {
        var standings = new ArrayList<>(evaluations.of(profiles));
        var others = new HashSet<>(profiles);
        standings.forEach(standing -> others.remove(standing.profile()));
        if (!others.isEmpty()) {
            var current = memberships.current(others);
            var on = signals.on(others);
            others.forEach(profile -> standings.add(new Standing(
                    profile,
                    null,
                    current.getOrDefault(profile, List.of()),
                    on.getOrDefault(profile, Set.of()),
                    false)));
        }
        return standings;
    }

    void tell() {
        memberships.tell();
    }

    void write() {
        memberships.write();
        var confirmed = batch.takeConfirmed();
        if (!confirmed.isEmpty()) {
            evaluations.confirm(confirmed, batch.basis());
        }
        evaluations.save(batch.takeChanged());
    }

    void settle(ProfileId profile, String segment, Judgement judgement, String ruleSet) {
        var membership = batch.membership(profile, segment);
        if (judgement.isIn(segment) == membership.isPresent()) {
            return;
        }
        membership.ifPresentOrElse(
                current -> leave(profile, current), () -> enter(profile, judgement.decision(segment), ruleSet));
    }

    private void enter(ProfileId profile, Optional<Decision> decision, String ruleSet) {
        batch.entered(profile, memberships.enter(profile, decision.orElseThrow(), ruleSet));
    }

    void switchTo(ProfileId profile, String signal, Judgement judgement) {
        if (judgement.isOn(signal) == batch.signals(profile).contains(signal)) {
            return;
        }
        judgement
                .signal(signal)
                .ifPresentOrElse(on -> signals.switchOn(profile, on), () -> signals.switchOff(profile, signal));
        batch.switched(profile, signal, judgement.isOn(signal));
    }

    /** Nobody is in a segment that is no more. */
    void leaveAllBut(ProfileId profile, Set<String> segments) {
        batch.all(profile).stream()
                .filter(membership -> !segments.contains(membership.segment()))
                .forEach(membership -> leave(profile, membership));
    }

    /** No signal is on that is no more: it is raised again if it comes back. */
    void switchOffAllBut(ProfileId profile, Set<String> known) {
        Set.copyOf(batch.signals(profile)).stream()
                .filter(signal -> !known.contains(signal))
                .forEach(signal -> {
                    signals.switchOff(profile, signal);
                    batch.switched(profile, signal, false);
                });
    }

    private void leave(ProfileId profile, Memberships.Current membership) {
        memberships.leave(membership, profile);
        batch.left(profile, membership);
    }
}
