package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Collection;
import java.util.List;
import java.util.Map;
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
    private final MembershipsOfBatch batch;

    MembershipChanges(Memberships memberships, Signals signals, MembershipsOfBatch batch) {
        this.memberships = memberships;
        this.signals = signals;
        this.batch = batch;
    }

    Map<ProfileId, List<Memberships.Current>> current(Collection<ProfileId> profiles) {
        return memberships.current(profiles);
    }

    Map<ProfileId, Set<String>> signalsOn(Collection<ProfileId> profiles) {
        return signals.on(profiles);
    }

    void settle(ProfileId profile, String segment, Optional<Decision> decision, String ruleSet) {
        var membership = batch.membership(profile, segment);
        if (decision.isPresent() && membership.isEmpty()) {
            batch.entered(profile, memberships.enter(profile, decision.get(), ruleSet));
        } else if (decision.isEmpty() && membership.isPresent()) {
            leave(profile, membership.get());
        }
    }

    void switchTo(ProfileId profile, String key, Optional<Signal> signal) {
        if (signal.isPresent() == batch.isOn(profile, key)) {
            return;
        }
        signal.ifPresentOrElse(on -> signals.switchOn(profile, on), () -> signals.switchOff(profile, key));
        batch.switched(profile, key, signal.isPresent());
    }

    /** Nobody is in a segment that is no more. */
    void leaveAllBut(ProfileId profile, Set<String> segments) {
        batch.all(profile).stream()
                .filter(membership -> !segments.contains(membership.segment()))
                .forEach(membership -> leave(profile, membership));
    }

    private void leave(ProfileId profile, Memberships.Current membership) {
        memberships.leave(membership, profile);
        batch.left(profile, membership);
    }
}
