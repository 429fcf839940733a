package dev.waymark.segment;

import dev.waymark.consent.Permissions;
import dev.waymark.profile.ProfileId;
import jakarta.transaction.TransactionScoped;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;

/**
 * What the people of the running transaction allow: read for all of them at the first question, because most rules ask
 * nobody. The transaction holds the people's locks, so nothing is recorded meanwhile.
 */
@TransactionScoped
class PermissionsOfBatch {

    private final Set<ProfileId> unread = new HashSet<>();
    private final Map<ProfileId, Permissions> read = new HashMap<>();

    void open(Collection<ProfileId> people) {
        people.forEach(read::remove);
        unread.addAll(people);
    }

    /** @param reading answers nothing of those who were never asked */
    Permissions of(ProfileId profile, Function<Collection<ProfileId>, Map<ProfileId, Permissions>> reading) {
        if (unread.contains(profile)) {
            unread.forEach(one -> read.put(one, Permissions.NONE));
            read.putAll(reading.apply(Set.copyOf(unread)));
            unread.clear();
        }
        var known = read.get(profile);
        return known == null ? reading.apply(List.of(profile)).getOrDefault(profile, Permissions.NONE) : known;
    }
}
