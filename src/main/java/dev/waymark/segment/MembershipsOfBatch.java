package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Memberships.Current;
import jakarta.transaction.TransactionScoped;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** The current memberships of everybody in the batch that is being told, kept up while it lasts. */
@TransactionScoped
class MembershipsOfBatch {

    private final Map<ProfileId, List<Current>> current = new HashMap<>();
    private final Set<ProfileId> unevaluated = new LinkedHashSet<>();

    void open(Collection<ProfileId> profiles, Map<ProfileId, List<Current>> memberships) {
        profiles.forEach(
                profile -> current.put(profile, new ArrayList<>(memberships.getOrDefault(profile, List.of()))));
        unevaluated.addAll(profiles);
    }

    /** A copy: it may be changed while it is read. */
    List<Current> of(ProfileId profile) {
        return List.copyOf(current.get(profile));
    }

    void entered(ProfileId profile, Current membership) {
        current.get(profile).add(membership);
    }

    void left(ProfileId profile, Current membership) {
        current.get(profile).remove(membership);
    }

    /** The rules have seen everything this profile did so far. */
    void evaluated(ProfileId profile) {
        unevaluated.remove(profile);
    }

    /** Something happened that the rules have not seen. */
    void postpone(ProfileId profile) {
        unevaluated.add(profile);
    }

    List<ProfileId> unevaluated() {
        return List.copyOf(unevaluated);
    }
}
