package dev.waymark.release;

import dev.waymark.support.Finding;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A release as shown, without its files.
 *
 * @param hash of all its files
 * @param ruleSet version of the rule set its rules make, which memberships name; null if they do not compile
 * @param author who handed it in, {@code folder} for an edit in the watched folder
 * @param basedOn number of the release it changes, null for the folder's
 * @param findings why it was refused
 */
record ReleaseView(
        int number,
        ReleaseStatus status,
        String hash,
        @Nullable String ruleSet,
        String author,
        String comment,
        @Nullable Integer basedOn,
        List<Finding> findings,
        Instant createdAt,
        @Nullable String approver,
        @Nullable Instant approvedAt) {}
