package dev.waymark.segment;

import dev.waymark.behaviour.Behaviours;
import dev.waymark.consent.PermissionReader;
import dev.waymark.consent.Permissions;
import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;

/** Gathers what the rules may know about one profile at this moment. Thread-safe; joins the caller's transaction. */
@ApplicationScoped
class ProfileFactsReader {

    private final Profiles profiles;
    private final Behaviours behaviours;
    private final PermissionReader permissions;
    private final PermissionsOfBatch allowed;
    private final Clock clock;

    ProfileFactsReader(
            Profiles profiles,
            Behaviours behaviours,
            PermissionReader permissions,
            PermissionsOfBatch allowed,
            Clock clock) {
        this.profiles = profiles;
        this.behaviours = behaviours;
        this.permissions = permissions;
        this.allowed = allowed;
        this.clock = clock;
    }

    /** The moment facts are read for. */
    Instant now() {
        return clock.instant();
    }

    /** Lets what these people allow be read together. The caller holds their locks. */
    void open(Collection<ProfileId> people) {
        allowed.open(people);
    }

    /** Says what is going to be asked about in the running batch. */
    void expect(ProfileId profile, Asked asked) {
        behaviours.expect(profile, asked.eventNames());
    }

    /** Only what is asked about. */
    ProfileFacts read(ProfileId profile, Asked asked) {
        var now = clock.instant();
        return new ProfileFacts(
                asked.traits() ? profiles.find(profile).orElseThrow().traits() : Map.of(),
                behaviours.of(profile, asked.behaviour()),
                asked.consent() ? permissionsOf(profile, now) : Permissions.NONE,
                now);
    }

    /** The same of people whose locks the transaction holds, all of one moment. */
    Map<ProfileId, ProfileFacts> readAll(Collection<ProfileId> people, Asked asked) {
        var now = clock.instant();
        var traits = asked.traits() ? profiles.traitsOfLocked(people) : Map.<ProfileId, Map<String, Object>>of();
        var permitted = asked.consent() ? permissions.of(people, now) : Map.<ProfileId, Permissions>of();
        var facts = new HashMap<ProfileId, ProfileFacts>();
        behaviours
                .of(people, asked.behaviour())
                .forEach((profile, behaviour) -> facts.put(
                        profile,
                        new ProfileFacts(
                                traits.getOrDefault(profile, Map.of()),
                                behaviour,
                                permitted.getOrDefault(profile, Permissions.NONE),
                                now)));
        return facts;
    }

    private Permissions permissionsOf(ProfileId profile, Instant now) {
        return allowed.of(profile, people -> permissions.of(people, now));
    }
}
