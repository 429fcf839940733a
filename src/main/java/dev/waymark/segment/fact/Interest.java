package dev.waymark.segment.fact;

import dev.waymark.segment.ProfileFacts;
import org.jspecify.annotations.Nullable;

/** Which categories the person likes: what they said and what they looked at, which fades. Confined to one thread. */
public final class Interest {

    private final Effort effort = Effort.current();
    private final ProfileFacts facts;
    private @Nullable Preference preference;

    public Interest(ProfileFacts facts) {
        this.facts = facts;
    }

    /** How much interest in the category is left; it fades with time, and is 0 if none was ever shown. */
    public double in(String category) {
        effort.spend();
        return facts.behaviour().interests().in(category, facts.now());
    }

    /** True if the person said that they like the category. */
    public boolean prefers(String category) {
        effort.spend();
        return preference().names(category);
    }

    /** The category the person said they like best, or else the one of most interest; empty if none. */
    public String favourite() {
        effort.spend(1 + facts.behaviour().interests().byCategory().size());
        return preference().favourite(facts.behaviour().interests(), facts.now());
    }

    /** Read when it is asked about: what a person likes may be a long text, and most questions are not about it. */
    private Preference preference() {
        var known = preference;
        if (known == null) {
            known = new Preference(facts.traits(), effort);
            preference = known;
        }
        return known;
    }
}
