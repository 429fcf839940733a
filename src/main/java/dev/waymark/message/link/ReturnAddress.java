package dev.waymark.message.link;

/** Where mail comes back to, and the header that says the same where the address was lost. */
public final class ReturnAddress {

    /** Begins the local part; the token follows. */
    public static final String PREFIX = "b-";

    public static final String HEADER = "X-Waymark-Message";

    private ReturnAddress() {}
}
