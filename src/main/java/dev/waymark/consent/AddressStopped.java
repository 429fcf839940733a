package dev.waymark.consent;

import dev.waymark.profile.ProfileId;

/** One address of somebody is not written to any more, or again. Fired in the transaction that stores it. */
public record AddressStopped(ProfileId profile, SuppressedAddresses.Word word, String actor) {}
