package dev.waymark.event;

/** An event is not as the API asks; the message is the sentence for its sender. */
public final class UnsoundEvent extends Exception {

    private static final long serialVersionUID = 1L;

    private final String code;

    UnsoundEvent(String sentence) {
        this("unsound-event", sentence);
    }

    private UnsoundEvent(String code, String sentence) {
        super(sentence, null, false, false);
        this.code = code;
    }

    /** Its JSON itself cannot be read, or not within the limits. */
    static UnsoundEvent unreadable(String sentence) {
        return new UnsoundEvent("unreadable-json", sentence);
    }

    /** What a refusal of this event alone is called. */
    String code() {
        return code;
    }
}
