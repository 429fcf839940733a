/** Push messages to browsers (RFC 8030, 8291, 8292) and to apps (Firebase). Start with {@code PushChannel}. */
@NullMarked
package dev.waymark.channel.push;

import org.jspecify.annotations.NullMarked;
