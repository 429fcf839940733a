package dev.waymark.journey;

import dev.waymark.profile.ProfileId;
import jakarta.transaction.TransactionScoped;
import java.util.Collection;
import java.util.HashSet;
import java.util.Set;

/** Which events somebody waits for, among the people of the batch that is being told: the others cost no query. */
@TransactionScoped
class WaitsOfBatch {

    private final Set<Trigger> armed = new HashSet<>();

    /** An event of this name may end a wait of this profile. */
    record Trigger(ProfileId profile, String eventName) {}

    void open(Collection<Trigger> triggers) {
        armed.addAll(triggers);
    }

    void armed(ProfileId profile, String eventName) {
        armed.add(new Trigger(profile, eventName));
    }

    boolean mayBeWaited(ProfileId profile, String eventName) {
        return armed.contains(new Trigger(profile, eventName));
    }
}
