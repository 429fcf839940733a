package dev.waymark.segment;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.behaviour.Needed;
import dev.waymark.profile.LivingProfiles;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.stream.Stream;

/**
 * What rules may know about many people, read set by set: several rule sets can be asked about the same facts of the
 * same moment.
 *
 * <p>Thread-safe; joins the caller's transaction, takes no lock and sees what is committed.
 */
@ApplicationScoped
public class FactsOfMany {

    private final LivingProfiles profiles;
    private final Behaviours behaviours;

    FactsOfMany(LivingProfiles profiles, Behaviours behaviours) {
        this.profiles = profiles;
        this.behaviours = behaviours;
    }

    /** The facts of those who are living, in the order of {@code people}, as far as one of the rule sets asks. */
    @Transactional
    public Map<ProfileId, ProfileFacts> read(Collection<ProfileId> people, Instant now, RuleSet... ruleSets) {
        var traits = profiles.traits(people);
        var needed = needed(ruleSets);
        behaviours.readTogether(traits.keySet());
        var facts = new LinkedHashMap<ProfileId, ProfileFacts>();
        people.stream()
                .filter(traits::containsKey)
                .forEach(profile ->
                        facts.put(profile, new ProfileFacts(traits.get(profile), behaviours.of(profile, needed), now)));
        return facts;
    }

    private static Needed needed(RuleSet... ruleSets) {
        return Stream.of(ruleSets)
                .map(rules -> rules.asked().behaviour())
                .reduce(new Needed(new HashSet<>(), false, false), FactsOfMany::both);
    }

    private static Needed both(Needed one, Needed other) {
        var names = new HashSet<>(one.eventNames());
        names.addAll(other.eventNames());
        return new Needed(names, one.interests() || other.interests(), one.orders() || other.orders());
    }
}
