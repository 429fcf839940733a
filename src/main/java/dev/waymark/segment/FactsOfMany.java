package dev.waymark.segment;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.consent.PermissionReader;
import dev.waymark.consent.Permissions;
import dev.waymark.profile.LivingProfiles;
import dev.waymark.profile.ProfileId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Instant;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;

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
    private final PermissionReader permissions;

    FactsOfMany(LivingProfiles profiles, Behaviours behaviours, PermissionReader permissions) {
        this.profiles = profiles;
        this.behaviours = behaviours;
        this.permissions = permissions;
    }

    /** The facts of those who are living, in the order of {@code people}, as far as is asked. */
    @Transactional
    public Map<ProfileId, ProfileFacts> read(Collection<ProfileId> people, Instant now, Asked asked) {
        var traits = profiles.traits(people);
        var allowed = asked.consent() ? permissions.of(traits.keySet(), now) : Map.<ProfileId, Permissions>of();
        var behaviour = behaviours.of(traits.keySet(), asked.behaviour());
        var facts = new LinkedHashMap<ProfileId, ProfileFacts>();
        people.stream()
                .filter(traits::containsKey)
                .forEach(profile -> facts.put(
                        profile,
                        new ProfileFacts(
                                traits.get(profile),
                                Objects.requireNonNull(behaviour.get(profile)),
                                allowed.getOrDefault(profile, Permissions.NONE),
                                now)));
        return facts;
    }
}
