package dev.waymark.segment;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Outcome;
import dev.waymark.support.Rejection;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Explains why somebody is in a segment or not, now or at a moment that is over.
 *
 * <p>Thread-safe; each answer is read in one transaction and changes nothing.
 */
@ApplicationScoped
class Explanations {

    private final ProfileFactsReader facts;
    private final PastFacts pastFacts;
    private final PastRules rules;
    private final Memberships memberships;
    private final Clock clock;

    Explanations(ProfileFactsReader facts, PastFacts pastFacts, PastRules rules, Memberships memberships, Clock clock) {
        this.facts = facts;
        this.pastFacts = pastFacts;
        this.rules = rules;
        this.memberships = memberships;
        this.clock = clock;
    }

    @Transactional
    Outcome<SegmentExplanation> now(ProfileId profile, String segment) {
        var ruleSet = rules.active();
        return ruleSet.explain(segment, facts.read(profile, ruleSet.asked()))
                .map(explanation -> SegmentExplanation.of(
                        profile, explanation, membership(profile, segment, clock.instant()), List.of()))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(segmentUnknown("the rules define none by this key")));
    }

    @Transactional
    Outcome<SegmentExplanation> at(ProfileId profile, String segment, Instant moment) {
        var live = rules.liveAt(moment);
        if (live.isEmpty()) {
            return Outcome.refused(Rejection.of(
                    UNKNOWN,
                    "no-rules-then",
                    "Expected a moment at which rules decided that this Waymark can read, but there were none."));
        }
        var ruleSet = live.get();
        return ruleSet.explain(segment, pastFacts.asOf(profile, moment))
                .map(explanation -> SegmentExplanation.of(
                        profile,
                        explanation,
                        membership(profile, segment, moment),
                        pastFacts.limits(profile, ruleSet.asked())))
                .map(Outcome::done)
                .orElseGet(() -> Outcome.refused(segmentUnknown("the rules of that moment defined none by this key")));
    }

    private @Nullable MembershipView membership(ProfileId profile, String segment, Instant moment) {
        return memberships
                .find(
                        "profileId = ?1 and segment = ?2 and enteredAt <= ?3 and (leftAt is null or leftAt > ?3)"
                                + " order by id desc",
                        profile.value(),
                        segment,
                        moment)
                .firstResultOptional()
                .map(Membership::view)
                .orElse(null);
    }

    private static Rejection segmentUnknown(String but) {
        return Rejection.of(
                UNKNOWN,
                "segment-unknown",
                "Expected the key of a segment, but " + but + ". See /api/segments for those of now.");
    }
}
