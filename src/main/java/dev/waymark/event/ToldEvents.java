package dev.waymark.event;

import dev.waymark.profile.ProfileId;
import jakarta.transaction.TransactionScoped;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * How far the batch of the running transaction has been told. Its events are stored all at once, but whoever is told
 * one must not take those that follow for past.
 */
@TransactionScoped
class ToldEvents {

    private final Map<ProfileId, Long> last = new HashMap<>();

    void told(ProfileId profile, long seq) {
        last.put(profile, seq);
    }

    Optional<Long> last(ProfileId profile) {
        return Optional.ofNullable(last.get(profile));
    }
}
