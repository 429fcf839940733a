/** Messages in LINE, by the Messaging API. Start with {@code LineChannel}. */
@NullMarked
package dev.waymark.channel.line;

import org.jspecify.annotations.NullMarked;
