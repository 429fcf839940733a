/**
 * Audiences of advertising networks: who is in which one, as far as they allow it, and the lists that networks take.
 *
 * <p>Start with {@link dev.waymark.audience.AdAudienceHandler}, then {@link dev.waymark.audience.Audiences}.
 */
@NullMarked
package dev.waymark.audience;

import org.jspecify.annotations.NullMarked;
