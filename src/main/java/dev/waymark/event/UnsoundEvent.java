package dev.waymark.event;

/** An event is not as the API asks; the message is the sentence for its sender. */
public final class UnsoundEvent extends Exception {

    private static final long serialVersionUID = 1L;

    UnsoundEvent(String sentence) {
        super(sentence, null, false, false);
    }
}
