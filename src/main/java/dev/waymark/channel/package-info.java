/**
 * Channels behind one port: what a message is handed to, and what may be said about its fate.
 *
 * <p>Start with {@link dev.waymark.channel.Channel}.
 */
@NullMarked
package dev.waymark.channel;

import org.jspecify.annotations.NullMarked;
