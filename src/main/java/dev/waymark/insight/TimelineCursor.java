package dev.waymark.insight;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Base64;

/** A place in a person's story; opaque outside. */
record TimelineCursor(Instant at, String kind, String id) {

    private static final String BETWEEN = " ";

    static final TimelineCursor LATEST = new TimelineCursor(Instant.parse("9999-12-31T23:59:59Z"), "", "");

    /** Made from the path of a request. */
    public static TimelineCursor fromString(String text) {
        var parts = new String(Base64.getUrlDecoder().decode(text), StandardCharsets.UTF_8).split(BETWEEN, 3);
        return new TimelineCursor(Instant.parse(parts[0]), parts[1], parts[2]);
    }

    @Override
    public String toString() {
        return Base64.getUrlEncoder()
                .withoutPadding()
                .encodeToString(String.join(BETWEEN, at.toString(), kind, id).getBytes(StandardCharsets.UTF_8));
    }
}
