package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;

/** Which categories the person likes: what they said and what they looked at, which fades. Immutable. */
public final class Interest {

    private final Effort effort = Effort.current();
    private final ProfileFacts facts;
    private final Preference preference;

    public Interest(ProfileFacts facts) {
        this.facts = facts;
        this.preference = new Preference(facts.traits(), effort);
    }

    /** How much interest in the category is left; it fades with time, and is 0 if none was ever shown. */
    public double in(String category) {
        effort.spend();
        return facts.behaviour().interests().in(category, facts.now());
    }

    /** True if the person said that they like the category. */
    public boolean prefers(String category) {
        effort.spend();
        return preference.names(category);
    }

    /** The category the person said they like best, or else the one of most interest; empty if none. */
    public String favourite() {
        effort.spend(1 + facts.behaviour().interests().byCategory().size());
        return preference.favourite(facts.behaviour().interests(), facts.now());
    }
}
