package dev.waymark.message.receipt;

import dev.waymark.message.SentMessage;
import dev.waymark.profile.ProfileId;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something heard of a message, before it is known whether it was heard already.
 *
 * @param key names the fact: the same each time it is told, and of no other fact
 * @param message what it is about; null where somebody wrote to us and no message of ours is known
 * @param profile whose it is, as far as the message says; may have been merged since
 * @param happenedAt by whoever tells it; brought into the time between the message and now
 * @param isMachine whether a program did it, and not the person
 * @param detail a status or a number; nothing of the person
 * @param properties what the event says besides the message
 */
public record Receipt(
        String key,
        @Nullable SentMessage message,
        ProfileId profile,
        String channel,
        ReceiptKind kind,
        Instant happenedAt,
        boolean isMachine,
        @Nullable String detail,
        Map<String, String> properties) {

    public Receipt {
        properties = Map.copyOf(properties);
    }

    /**
     * Of a message that is known.
     *
     * @param what tells facts of one kind about one message apart; empty where there is but one
     */
    public static Receipt of(SentMessage message, ReceiptKind kind, String what, Instant happenedAt) {
        var key = message.id() + ":" + kind.key() + (what.isEmpty() ? "" : ":" + what);
        return new Receipt(key, message, message.profile(), message.channel(), kind, happenedAt, false, null, Map.of());
    }

    /** The same, of something a program did. */
    public Receipt byMachine(String why) {
        return new Receipt(key + ":machine", message, profile, channel, kind, happenedAt, true, why, properties);
    }

    public Receipt saying(@Nullable String said, Map<String, String> more) {
        return new Receipt(key, message, profile, channel, kind, happenedAt, isMachine, said, more);
    }
}
