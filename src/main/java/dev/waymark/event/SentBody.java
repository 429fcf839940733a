package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.TOO_LARGE;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.Locale;
import java.util.zip.GZIPInputStream;
import org.jspecify.annotations.Nullable;

/** A request's body as it is meant: unpacked, and never further than the limit, however much is packed in it. */
final class SentBody {

    private SentBody() {}

    static byte[] read(byte[] sent, @Nullable String encoding, int maxBytes) {
        return switch (encoding == null ? "identity" : encoding.strip().toLowerCase(Locale.ROOT)) {
            case "", "identity" -> within(sent, maxBytes);
            case "gzip", "x-gzip" -> within(unpacked(sent, maxBytes + 1), maxBytes);
            default -> throw refused("Expected a body that is packed with gzip or not at all, but it is neither.");
        };
    }

    private static byte[] unpacked(byte[] sent, int maxBytes) {
        try (var packed = new GZIPInputStream(new ByteArrayInputStream(sent))) {
            return packed.readNBytes(maxBytes);
        } catch (IOException damaged) {
            throw refused("Expected a body that gzip can unpack, but it cannot.");
        }
    }

    private static byte[] within(byte[] body, int maxBytes) {
        if (body.length > maxBytes) {
            throw new RejectedRequest(Rejection.of(
                    TOO_LARGE,
                    "body-too-large",
                    "Expected a body of at most %d KB, but it is larger. Send fewer events at once."
                            .formatted(maxBytes / 1024)));
        }
        return body;
    }

    private static RejectedRequest refused(String sentence) {
        return new RejectedRequest(Rejection.of(INVALID, "unreadable-body", sentence));
    }
}
