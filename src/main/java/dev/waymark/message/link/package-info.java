/**
 * Links in messages that lead back to us: which can be clicked, by whom, and what is never taken from a request.
 *
 * <p>Start with {@link dev.waymark.message.link.OutgoingLinks}; {@link dev.waymark.message.link.Tokens} says what is signed.
 */
@NullMarked
package dev.waymark.message.link;

import org.jspecify.annotations.NullMarked;
