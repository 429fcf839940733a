package dev.waymark.audience;

import dev.waymark.profile.ProfileId;

/**
 * Somebody is in an audience now, or not any more. Fired in the transaction that stores it.
 *
 * @param why {@code step}, or what took them out: a refusal such as {@code no-consent}, {@code erased}
 */
public record AudienceChanged(ProfileId profile, String audience, String network, boolean joined, String why) {}
