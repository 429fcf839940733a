package dev.waymark.message;

import org.jspecify.annotations.Nullable;

/**
 * How many messages of one step, template and channel share one thing: how they ended, or what was heard of them.
 *
 * @param what a {@link MessageStatus}, or the kind of a receipt
 * @param reason kebab-case, of skipped messages only
 */
public record CountedMessages(
        String elementId,
        String template,
        String channel,
        String what,
        @Nullable String reason,
        long count) {

    /** The same messages, counted for a receipt. */
    CountedMessages heard(String kind) {
        return new CountedMessages(elementId, template, channel, kind, null, count);
    }
}
