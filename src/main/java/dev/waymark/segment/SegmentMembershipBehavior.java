package dev.waymark.segment;

import dev.waymark.event.EventIngested;
import dev.waymark.event.IngestClosed;
import dev.waymark.event.IngestOpened;
import dev.waymark.profile.ProfileErased;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfilesMerged;
import jakarta.annotation.Priority;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Lets the rules decide about a profile when something happened to it, and stores who entered and left.
 *
 * <p>Thread-safe. Runs in the transaction that stores the events, under the profiles' locks: the decision and its
 * cause are committed together. An event no rule can care about is left for the end of its batch, when the rules are
 * asked once, because time may have passed.
 */
@ApplicationScoped
class SegmentMembershipBehavior {

    /** After armed waits have seen the event: what an event starts does not wait for that same event. */
    private static final int AFTER_WAITS = 200;

    private final RuleSets ruleSets;
    private final Memberships memberships;
    private final MembershipsOfBatch batch;
    private final ProfileFactsReader facts;

    SegmentMembershipBehavior(
            RuleSets ruleSets, Memberships memberships, MembershipsOfBatch batch, ProfileFactsReader facts) {
        this.ruleSets = ruleSets;
        this.memberships = memberships;
        this.batch = batch;
        this.facts = facts;
    }

    void on(@Observes IngestOpened opened) {
        batch.open(opened.profiles(), memberships.current(opened.profiles()));
    }

    void on(@Observes @Priority(AFTER_WAITS) EventIngested event) {
        if (ruleSets.active().asked().cares(event)) {
            evaluate(event.profile());
        } else {
            batch.postpone(event.profile());
        }
    }

    void on(@Observes @Priority(AFTER_WAITS) IngestClosed closed) {
        batch.unevaluated().forEach(this::evaluate);
    }

    void on(@Observes ProfilesMerged merged) {
        memberships.move(merged.loser(), merged.winner());
    }

    void on(@Observes ProfileErased erased) {
        memberships.erase(erased.all());
    }

    private void evaluate(ProfileId profile) {
        var ruleSet = ruleSets.active();
        var decided = ruleSet.evaluate(facts.read(profile, ruleSet.asked())).stream()
                .collect(Collectors.toMap(Decision::segment, Function.identity()));
        for (var membership : batch.of(profile)) {
            if (decided.remove(membership.segment()) == null) {
                memberships.leave(membership, profile);
                batch.left(profile, membership);
            }
        }
        decided.values()
                .forEach(decision -> batch.entered(profile, memberships.enter(profile, decision, ruleSet.version())));
        batch.evaluated(profile);
    }
}
