package dev.waymark.message.link;

/** The address by which somebody unsubscribes: a sample while a template is filled, their own once it is sent. */
public final class UnsubscribeAddress {

    /** Stands for the token in previews and test sends. */
    public static final String SAMPLE_TOKEN = "sample";

    private UnsubscribeAddress() {}

    /** What a template is filled with before it is known which message it becomes. */
    public static String sample(String ownAddress) {
        return ownAddress + "/u/" + SAMPLE_TOKEN;
    }
}
