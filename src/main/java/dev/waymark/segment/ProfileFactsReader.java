package dev.waymark.segment;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;

/** Gathers what the rules may know about one profile at this moment. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ProfileFactsReader {

    private final Profiles profiles;
    private final Behaviours behaviours;
    private final RuleSets ruleSets;
    private final Clock clock;

    ProfileFactsReader(Profiles profiles, Behaviours behaviours, RuleSets ruleSets, Clock clock) {
        this.profiles = profiles;
        this.behaviours = behaviours;
        this.ruleSets = ruleSets;
        this.clock = clock;
    }

    ProfileFacts read(ProfileId profile) {
        return read(profile, ruleSets.active());
    }

    /** Only what these rules ask about. */
    ProfileFacts read(ProfileId profile, RuleSet rules) {
        return new ProfileFacts(
                profiles.find(profile).orElseThrow().traits(),
                behaviours.of(profile, rules.asked().behaviour()),
                clock.instant());
    }
}
