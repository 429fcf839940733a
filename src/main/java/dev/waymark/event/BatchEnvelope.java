package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.INVALID;

import com.fasterxml.jackson.core.JsonFactory;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A batch, cut into the bytes of its events without reading them: an event that cannot be read is its own trouble and
 * not that of its neighbours. Not thread-safe.
 */
final class BatchEnvelope {

    static final int MAX_BYTES = 500 * 1024;
    private static final int MAX_EVENTS = 2_500;
    private static final JsonFactory TEXTS = new JsonFactory();

    private final byte[] body;
    private final ByteScan scan;
    private final List<byte[]> events = new ArrayList<>();
    private boolean hasEvents;
    private @Nullable String writeKey;
    private @Nullable String sentAt;

    private BatchEnvelope(byte[] body) {
        this.body = body;
        this.scan = new ByteScan(body);
    }

    /** Refuses what is no batch at all, with the reason. */
    static BatchEnvelope of(byte[] body) {
        var envelope = new BatchEnvelope(body);
        try {
            envelope.cut();
        } catch (ByteScan.Lost lost) {
            throw refused(
                    "unreadable-json",
                    "Expected a JSON body in the documented form, but it could not be read near byte " + lost.at()
                            + ".");
        }
        if (!envelope.hasEvents) {
            throw noBatch();
        }
        return envelope;
    }

    List<byte[]> events() {
        return events;
    }

    @Nullable
    String writeKey() {
        return writeKey;
    }

    @Nullable
    String sentAt() {
        return sentAt;
    }

    private void cut() throws ByteScan.Lost {
        if (!scan.passes('{')) {
            throw refused("no-body", "Expected a JSON object as body, but there is none.");
        }
        if (!scan.passes('}')) {
            do {
                cutField(new String(scan.passKey(), StandardCharsets.UTF_8));
            } while (scan.passes(','));
            scan.pass('}');
        }
        if (!scan.isAtEnd()) {
            scan.pass('}');
        }
    }

    private void cutField(String key) throws ByteScan.Lost {
        switch (key) {
            case "batch" -> cutEvents();
            case "writeKey" -> writeKey = value();
            case "sentAt" -> sentAt = value();
            default -> scan.passValue();
        }
    }

    private void cutEvents() throws ByteScan.Lost {
        if (hasEvents || !scan.passes('[')) {
            throw noBatch();
        }
        hasEvents = true;
        if (scan.passes(']')) {
            return;
        }
        do {
            var begin = scan.passValue();
            // one byte too many is enough to tell that an event is too large
            events.add(Arrays.copyOfRange(body, begin, Math.min(scan.at(), begin + EventJson.MAX_BYTES + 1)));
            refuseTooMany();
        } while (scan.passes(','));
        scan.pass(']');
    }

    /** A text as it is meant, anything else as it is written. */
    private @Nullable String value() throws ByteScan.Lost {
        var begin = scan.passValue();
        try (var parser = TEXTS.createParser(body, begin, scan.at() - begin)) {
            parser.nextToken();
            return parser.getValueAsString();
        } catch (IOException unreadable) {
            throw refused("unreadable-json", "Expected writeKey and sentAt to be text, but one is not.");
        }
    }

    private void refuseTooMany() {
        if (events.size() > MAX_EVENTS) {
            throw refusedBatch("batch-too-large", "Expected at most 2,500 events in a batch, but there are more.");
        }
    }

    private static RejectedRequest noBatch() {
        return refusedBatch("no-batch", "Expected batch to be an array of events, but it is not.");
    }

    private static RejectedRequest refusedBatch(String code, String sentence) {
        return new RejectedRequest(Rejection.at("/batch", INVALID, code, sentence));
    }

    private static RejectedRequest refused(String code, String sentence) {
        return new RejectedRequest(Rejection.of(INVALID, code, sentence));
    }
}
