package dev.waymark.profile;

import java.util.Comparator;

/**
 * One name under which a person is known to a source.
 *
 * @param kind {@code user} or {@code anonymous}
 */
public record Identity(String kind, String value) {

    /** Everybody takes identities in this order, so that two batches about the same people cannot deadlock. */
    public static final Comparator<Identity> LOCK_ORDER =
            Comparator.comparing(Identity::kind).thenComparing(Identity::value);

    public static Identity user(String userId) {
        return new Identity("user", userId);
    }

    public static Identity anonymous(String anonymousId) {
        return new Identity("anonymous", anonymousId);
    }
}
