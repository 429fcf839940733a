package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import dev.waymark.profile.ProfileId;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Event;
import jakarta.enterprise.event.Observes;
import java.time.Clock;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets the rules decide about a profile when something happened to it, and stores who entered and left.
 *
 * <p>Thread-safe. Runs in the transaction that stores the event, under the profile's lock: the decision and its
 * cause are committed together.
 */
@ApplicationScoped
class SegmentMembershipBehavior {

    /** After armed waits have seen the event: what an event starts does not wait for that same event. */
    private static final int AFTER_WAITS = 200;

    private final RuleSets ruleSets;
    private final Memberships memberships;
    private final ProfileFactsReader facts;
    private final Event<MembershipChanged> changed;
    private final Clock clock;

    SegmentMembershipBehavior(
            RuleSets ruleSets,
            Memberships memberships,
            ProfileFactsReader facts,
            Event<MembershipChanged> changed,
            Clock clock) {
        this.ruleSets = ruleSets;
        this.memberships = memberships;
        this.facts = facts;
        this.changed = changed;
        this.clock = clock;
    }

    void on(@Observes @Priority(AFTER_WAITS) EventIngested event) {
        evaluate(event.profile());
    }

    private void evaluate(ProfileId profile) {
        var ruleSet = ruleSets.active();
        var decided = ruleSet.evaluate(facts.read(profile)).stream()
                .collect(Collectors.toMap(Decision::segment, Function.identity()));
        for (var membership : memberships.current(profile)) {
            if (decided.remove(membership.segment) == null) {
                leave(membership, profile);
            }
        }
        decided.values().forEach(decision -> enter(profile, decision, ruleSet.version()));
    }

    private void enter(ProfileId profile, Decision decision, String ruleSet) {
        var membership = new Membership();
        membership.profileId = profile.value();
        membership.segment = decision.segment();
        membership.enteredAt = clock.instant();
        membership.rule = decision.rule();
        membership.ruleSet = ruleSet;
        membership.reason = decision.reason();
        membership.facts = decision.facts();
        memberships.persistAndFlush(membership);
        changed.fire(new MembershipChanged(membership.id, profile, membership.segment, true));
    }

    private void leave(Membership membership, ProfileId profile) {
        membership.leftAt = clock.instant();
        changed.fire(new MembershipChanged(membership.id, profile, membership.segment, false));
    }
}
