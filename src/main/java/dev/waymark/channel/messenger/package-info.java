/** Messages in Messenger, by the Send API of a Facebook page. Start with {@code MessengerChannel}. */
@NullMarked
package dev.waymark.channel.messenger;

import org.jspecify.annotations.NullMarked;
