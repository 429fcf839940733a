package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import jakarta.transaction.TransactionScoped;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the running transaction changes about memberships and has not written yet. */
@TransactionScoped
class UnwrittenMemberships {

    private Map<Long, Entry> entered = new LinkedHashMap<>();
    private Map<Long, Instant> left = new LinkedHashMap<>();

    /** A membership that is not in the table yet. */
    record Entry(
            long id,
            ProfileId profile,
            Decision decision,
            String ruleSet,
            Instant at,
            @Nullable Instant leftAt) {}

    void enter(Entry entry) {
        entered.put(entry.id(), entry);
    }

    void leave(long id, Instant at) {
        if (entered.computeIfPresent(id, (any, entry) -> leftAt(entry, at)) == null) {
            left.put(id, at);
        }
    }

    private static Entry leftAt(Entry entry, Instant at) {
        return new Entry(entry.id(), entry.profile(), entry.decision(), entry.ruleSet(), entry.at(), at);
    }

    boolean isLeft(long id) {
        return left.containsKey(id);
    }

    /** Segments a profile has entered and not left. */
    List<String> enteredBy(ProfileId profile) {
        return entered.values().stream()
                .filter(entry -> entry.leftAt() == null && entry.profile().equals(profile))
                .map(entry -> entry.decision().segment())
                .toList();
    }

    Map<Long, Instant> takeLeft() {
        var taken = left;
        left = new LinkedHashMap<>();
        return taken;
    }

    Map<Long, Entry> takeEntered() {
        var taken = entered;
        entered = new LinkedHashMap<>();
        return taken;
    }
}
