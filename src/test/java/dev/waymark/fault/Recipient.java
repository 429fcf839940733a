package dev.waymark.fault;

import java.nio.charset.StandardCharsets;
import java.util.UUID;

/**
 * What is known of a person, made of the user id: providers' ledgers can be held against the journal. One in
 * {@value #ODD} has another name.
 */
record Recipient(String userId) {

    private static final int ODD = 100;
    private static final String OF_THE_ODD = "Missing";

    static Recipient of(String userId) {
        return new Recipient(userId);
    }

    String email() {
        return userId + "@example.org";
    }

    /** E.164; of a country in which every number of nine digits beginning with 8 is one. */
    String phone() {
        return "+668%08d".formatted(number());
    }

    String lineId() {
        return "U"
                + UUID.nameUUIDFromBytes(userId.getBytes(StandardCharsets.UTF_8))
                        .toString()
                        .replace("-", "");
    }

    /** As JSON. */
    String traits() {
        return """
                {"firstName": "%s", "email": "%s", "phone": "%s", "lineId": "%s"}""".formatted(isOdd() ? OF_THE_ODD : "Ada", email(), phone(), lineId());
    }

    boolean isOdd() {
        return number() % ODD == 0;
    }

    private int number() {
        return Integer.parseInt(userId, userId.lastIndexOf('-') + 1, userId.length(), 10);
    }
}
