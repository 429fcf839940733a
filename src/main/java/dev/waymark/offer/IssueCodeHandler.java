package dev.waymark.offer;

import dev.waymark.engine.EnrolmentClaim;
import dev.waymark.engine.StepHandler;
import dev.waymark.engine.StepHeader;
import dev.waymark.engine.StepJob;
import dev.waymark.journey.StepDecisions;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.KeyCatalogue;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.List;
import java.util.Map;

/**
 * Reserves a code for somebody, which every later message with this offer carries. Thread-safe; one transaction under
 * the profile's lock.
 */
@ApplicationScoped
class IssueCodeHandler implements StepHandler {

    private static final String OFFER = "offer";

    private final Codes codes;
    private final Profiles profiles;
    private final EnrolmentClaim claim;
    private final StepDecisions decisions;

    IssueCodeHandler(Codes codes, Profiles profiles, EnrolmentClaim claim, StepDecisions decisions) {
        this.codes = codes;
        this.profiles = profiles;
        this.claim = claim;
        this.decisions = decisions;
    }

    @Override
    public String jobType() {
        return "waymark:issue-coupon:1";
    }

    @Override
    public List<StepHeader> headers() {
        return List.of(StepHeader.required(OFFER, new StepHeader.Kind.Key(KeyCatalogue.Kind.OFFER)));
    }

    @Override
    @Transactional
    public Map<String, Object> handle(StepJob job) {
        var person = profiles.lockPerson(new ProfileId(job.claimed().profile()));
        if (claim.holdActive(job.enrolment(), job.instance())) {
            decisions.decide(job, () -> issue(job, person));
        }
        return Map.of();
    }

    private StepDecisions.Decision issue(StepJob job, ProfileId person) {
        var offer = job.header(OFFER).orElseThrow();
        var issued = codes.issue(offer, person);
        if (issued.isEmpty()) {
            return new StepDecisions.Decision("exhausted", "There is no code of the offer " + offer + " left.");
        }
        var held = issued.get();
        if (held.isRedeemed()) {
            return new StepDecisions.Decision("redeemed", "Has used the code of the offer " + offer + ".");
        }
        var until = held.expiresAt() == null ? "." : ", good until " + held.expiresAt() + ".";
        return new StepDecisions.Decision("issued", "Has a code of the offer " + offer + until);
    }
}
