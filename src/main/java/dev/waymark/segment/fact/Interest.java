package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;

/** Which categories the person likes: what they said and what they looked at, which fades. Immutable. */
public final class Interest {

    private final ProfileFacts facts;
    private final Preference preference;

    public Interest(ProfileFacts facts) {
        this.facts = facts;
        this.preference = new Preference(facts.traits());
    }

    /** How much interest in the category is left; it fades with time, and is 0 if none was ever shown. */
    public double in(String category) {
        return facts.behaviour().interests().in(category, facts.now());
    }

    /** True if the person said that they like the category. */
    public boolean prefers(String category) {
        return preference.names(category);
    }

    /** The category the person said they like best, or else the one of most interest; empty if none. */
    public String favourite() {
        return preference.favourite(facts.behaviour().interests(), facts.now());
    }
}
