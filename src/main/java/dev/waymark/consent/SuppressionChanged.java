package dev.waymark.consent;

import dev.waymark.profile.ProfileId;

/** Somebody is to be left alone, or not any more. Fired in the transaction that stores it. */
public record SuppressionChanged(ProfileId profile, boolean suppressed, String reason, String actor) {}
