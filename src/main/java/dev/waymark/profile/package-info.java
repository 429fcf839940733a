/**
 * The people we know: identities, traits and the lock that orders what is done for one person.
 *
 * <p>Start with {@link dev.waymark.profile.IdentityGraph}.
 */
@NullMarked
package dev.waymark.profile;

import org.jspecify.annotations.NullMarked;
