package dev.waymark.segment;

import dev.waymark.profile.ProfileId;

/**
 * A profile entered or left a segment. Fired inside the transaction that caused it, under the profile's lock.
 *
 * @param membership id of the stored membership, which holds rule, rule set, reason and facts
 */
public record MembershipChanged(long membership, ProfileId profile, String segment, boolean entered) {}
