/**
 * What people allowed, by topic and channel, and what they took back: a record that is added to and never changed, and
 * the state it gives at any moment.
 *
 * <p>Start with {@link dev.waymark.consent.Consents}.
 */
@NullMarked
package dev.waymark.consent;

import org.jspecify.annotations.NullMarked;
