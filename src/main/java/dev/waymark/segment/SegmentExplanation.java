package dev.waymark.segment;

import dev.waymark.profile.ProfileId;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Why a profile is in a segment or not, beside what was stored when it entered.
 *
 * @param profile the person by now, whichever of their profiles was asked for
 * @param since when the membership began; null for who is not in
 * @param explanation what the rules say of the facts of that moment
 * @param membership as stored, with the rule set and the facts at entry; null for who is not in
 * @param limits what keeps the explanation from being more than likely, in sentences; empty if nothing does
 */
record SegmentExplanation(
        ProfileId profile,
        @Nullable Instant since,
        Explanation explanation,
        @Nullable MembershipView membership,
        List<String> limits) {

    SegmentExplanation {
        limits = List.copyOf(limits);
    }

    static SegmentExplanation of(
            ProfileId profile, Explanation explanation, @Nullable MembershipView membership, List<String> limits) {
        var all = new ArrayList<>(limits);
        if (explanation.in() != (membership != null)) {
            all.add("The stored membership says otherwise: it is as of the last evaluation, by the rules of then.");
        }
        return new SegmentExplanation(
                profile, membership == null ? null : membership.enteredAt(), explanation, membership, all);
    }
}
