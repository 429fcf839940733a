/**
 * Messages: one intended communication on one channel to one profile, at most once.
 *
 * <p>Start with {@link dev.waymark.message.SendMessageHandler}, the story of one send; {@link
 * dev.waymark.message.MessageStatus} is its life cycle.
 */
@NullMarked
package dev.waymark.message;

import org.jspecify.annotations.NullMarked;
