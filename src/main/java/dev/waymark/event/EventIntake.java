package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.mutiny.Uni;
import jakarta.inject.Singleton;
import jakarta.ws.rs.core.HttpHeaders;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * From a request's bytes to stored events: whose they are, whether they are too many, what can be read, what is parked.
 * Thread-safe; what it answers is committed.
 */
@Singleton
class EventIntake {

    private static final int MAX_PARKED_BYTES = 4_000;

    private final WriteKeys writeKeys;
    private final RateLimit rateLimit;
    private final EventReading reading;
    private final EventIngestion ingestion;
    private final ParkedEvents parkedEvents;

    EventIntake(
            WriteKeys writeKeys,
            RateLimit rateLimit,
            EventReading reading,
            EventIngestion ingestion,
            ParkedEvents parkedEvents) {
        this.writeKeys = writeKeys;
        this.rateLimit = rateLimit;
        this.reading = reading;
        this.ingestion = ingestion;
        this.parkedEvents = parkedEvents;
    }

    /** Stores one event, or refuses it with the reason; without waiting, so that many small requests need no threads. */
    Uni<Taken> one(String type, HttpHeaders headers, byte[] sent) {
        var body = SentBody.read(sent, headers.getHeaderString(HttpHeaders.CONTENT_ENCODING), EventJson.MAX_BYTES);
        if (!new ByteScan(body).passes('{')) {
            throw refused("no-body", "Expected a JSON object as body, but there is none.");
        }
        try {
            var event = EventJson.read(body);
            var source = writeKeys.sourceOf(
                    headers.getHeaderString(HttpHeaders.AUTHORIZATION),
                    event.path("writeKey").textValue());
            rateLimit.take(source, 1);
            var stored = ingestion.ingest(source, reading.read(event, type, null));
            return Uni.createFrom()
                    .completionStage(stored)
                    .map(result -> new Taken(true, result.repeated(), result.parked()));
        } catch (UnsoundEvent unsound) {
            throw refused(unsound.code(), unsound.getMessage());
        }
    }

    /** Stores the events of a batch that can be, and parks the others. */
    Taken batch(HttpHeaders headers, byte[] sent) {
        var encoding = headers.getHeaderString(HttpHeaders.CONTENT_ENCODING);
        var batch = BatchEnvelope.of(SentBody.read(sent, encoding, BatchEnvelope.MAX_BYTES));
        var source = writeKeys.sourceOf(headers.getHeaderString(HttpHeaders.AUTHORIZATION), batch.writeKey());
        rateLimit.take(source, batch.events().size());
        var unsound = new ArrayList<Parked>();
        var result = ingestion.ingestAll(source, readable(batch.events(), batch.sentAt(), unsound));
        if (!unsound.isEmpty()) {
            parkedEvents.park(source, unsound);
        }
        return new Taken(true, result.repeated(), unsound.size() + result.parked());
    }

    private List<IncomingEvent> readable(List<byte[]> sent, @Nullable String sentAt, List<Parked> unsound) {
        var events = new ArrayList<IncomingEvent>(sent.size());
        for (var event : sent) {
            try {
                events.add(reading.read(event, null, sentAt));
            } catch (UnsoundEvent refused) {
                unsound.add(new Parked(refused.getMessage(), begin(event)));
            }
        }
        return events;
    }

    private static String begin(byte[] event) {
        return new String(event, 0, Math.min(event.length, MAX_PARKED_BYTES), StandardCharsets.UTF_8);
    }

    private static RejectedRequest refused(String code, String sentence) {
        return new RejectedRequest(Rejection.of(INVALID, code, sentence));
    }
}
