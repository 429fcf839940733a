package dev.waymark.profile;

import java.util.Comparator;
import java.util.List;

/**
 * One name under which a person is known.
 *
 * @param kind one of the constants here
 * @param value as sent for user and anonymous; e-mail in lower case, phone in E.164
 */
public record Identity(String kind, String value) {

    public static final String USER = "user";
    public static final String ANONYMOUS = "anonymous";
    public static final String EMAIL = "email";
    public static final String PHONE = "phone";
    public static final String LINE = "line";

    /** Every kind there is, the strongest first. */
    static final List<String> KINDS = List.of(USER, ANONYMOUS, EMAIL, PHONE, LINE);

    /** Everybody takes identities in this order, so that two batches about the same people cannot deadlock. */
    public static final Comparator<Identity> LOCK_ORDER =
            Comparator.comparing(Identity::kind).thenComparing(Identity::value);

    public static Identity user(String userId) {
        return new Identity(USER, userId);
    }

    public static Identity anonymous(String anonymousId) {
        return new Identity(ANONYMOUS, anonymousId);
    }

    /** By an address that is valid and in lower case. */
    public static Identity email(String address) {
        return new Identity(EMAIL, address);
    }

    /** By a number in E.164. */
    public static Identity phone(String number) {
        return new Identity(PHONE, number);
    }

    public static Identity line(String lineId) {
        return new Identity(LINE, lineId);
    }
}
