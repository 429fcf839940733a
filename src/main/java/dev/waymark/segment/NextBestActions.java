package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.ProfileView;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What the policies propose to do with a person, asked at the moment somebody is about to do something.
 *
 * <p>Nothing is stored: the same facts and the same rules propose the same again. Thread-safe; joins the caller's
 * transaction.
 */
@ApplicationScoped
public class NextBestActions {

    private final Profiles profiles;
    private final ProfileFactsReader facts;
    private final RuleSets ruleSets;

    NextBestActions(Profiles profiles, ProfileFactsReader facts, RuleSets ruleSets) {
        this.profiles = profiles;
        this.facts = facts;
        this.ruleSets = ruleSets;
    }

    /**
     * Proposals, the best first.
     *
     * @param ruleSet version that proposes
     * @param at the moment of the facts
     */
    public record Proposed(ProfileId profile, String ruleSet, Instant at, List<Proposal> items) {}

    /** Empty for who is not known. */
    @Transactional
    public Optional<Proposed> of(ProfileId profile) {
        return profiles.find(profile).map(ProfileView::id).map(this::propose);
    }

    private Proposed propose(ProfileId profile) {
        var ruleSet = ruleSets.active();
        var known = facts.read(profile, ruleSet.askedToPropose());
        return new Proposed(profile, ruleSet.version(), known.now(), ruleSet.propose(known));
    }
}
