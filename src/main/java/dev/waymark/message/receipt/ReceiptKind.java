package dev.waymark.message.receipt;

import java.util.Locale;

/** What may be heard of a message after it was handed over. */
public enum ReceiptKind {
    DELIVERED("Delivered", true),
    OPENED("Opened", true),
    CLICKED("Link Clicked", true),
    BOUNCED("Bounced", false),
    COMPLAINED("Marked as Spam", true),
    UNSUBSCRIBED("Unsubscribed", false),
    REPLIED("Replied", false),
    FAILED("Failed", false);

    private final String words;
    private final boolean provesArrival;

    ReceiptKind(String words, boolean provesArrival) {
        this.words = words;
        this.provesArrival = provesArrival;
    }

    /** As in keys and on pages. */
    public String key() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** Whether the provider must have taken the message for this to happen. */
    boolean provesArrival() {
        return provesArrival;
    }

    /** The event that tells it; who unsubscribes does so by whatever road. */
    String event(String channel) {
        return this == UNSUBSCRIBED ? words : ChannelWords.of(channel) + " " + words;
    }
}
