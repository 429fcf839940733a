package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import java.util.List;

/**
 * Profiles entered or left segments. Fired once for all that one event, or a page of people who were asked anew, has
 * changed, in the order in which it did; inside the transaction that caused it, under the profiles' locks.
 */
public record MembershipsChanged(List<Change> changes) {

    public MembershipsChanged {
        changes = List.copyOf(changes);
    }

    /**
     * One of them.
     *
     * @param membership id of the stored membership, which holds rule, rule set, reason and facts
     */
    public record Change(long membership, ProfileId profile, String segment, boolean entered) {}
}
