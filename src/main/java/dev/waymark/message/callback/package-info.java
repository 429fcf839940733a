/**
 * What providers tell us of messages: only what they have signed is believed, and nothing is kept of anything else.
 *
 * <p>Start with {@link dev.waymark.message.callback.SmsCallbackResource}.
 */
@NullMarked
package dev.waymark.message.callback;

import org.jspecify.annotations.NullMarked;
