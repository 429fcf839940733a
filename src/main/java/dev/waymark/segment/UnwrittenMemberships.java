package dev.waymark.segment;

import static java.util.stream.Collectors.groupingBy;
import static java.util.stream.Collectors.mapping;
import static java.util.stream.Collectors.toList;

import dev.waymark.profile.ProfileId;
import dev.waymark.segment.Memberships.Current;
import dev.waymark.segment.MembershipsChanged.Change;
import jakarta.transaction.TransactionScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** What the running transaction changes about memberships and has not written yet. */
@TransactionScoped
class UnwrittenMemberships {

    private Map<Long, Entry> entered = new LinkedHashMap<>();
    private Map<Long, Instant> left = new LinkedHashMap<>();
    private List<Change> untold = new ArrayList<>();

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
        untold.add(new Change(entry.id(), entry.profile(), entry.decision().segment(), true));
    }

    void leave(Current membership, ProfileId profile, Instant at) {
        untold.add(new Change(membership.id(), profile, membership.segment(), false));
        var id = membership.id();
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

    /** Segments that profiles have entered and not left. */
    Map<ProfileId, List<String>> entered() {
        return entered.values().stream()
                .filter(entry -> entry.leftAt() == null)
                .collect(groupingBy(
                        Entry::profile, mapping(entry -> entry.decision().segment(), toList())));
    }

    List<Change> takeUntold() {
        var taken = untold;
        untold = new ArrayList<>();
        return taken;
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
