package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNAUTHENTICATED;

import com.fasterxml.jackson.databind.JsonNode;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Events in, by the paths and in the form of Segment's HTTP tracking API, so that its SDKs work unmodified. */
@Path("/v1")
@Consumes(MediaType.APPLICATION_JSON)
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Events in",
        description = "Segment-compatible; the write key is the Basic user name or writeKey in the body")
@RunOnVirtualThread
class TrackingResource {

    private static final int MAX_BATCH_EVENTS = 2_500;
    private static final Map<String, Boolean> STORED = Map.of("success", true);

    private final EventReading reading;
    private final EventIngestion ingestion;
    private final ParkedEvents parkedEvents;
    private final WriteKeys writeKeys;

    TrackingResource(EventReading reading, EventIngestion ingestion, ParkedEvents parkedEvents, WriteKeys writeKeys) {
        this.reading = reading;
        this.ingestion = ingestion;
        this.parkedEvents = parkedEvents;
        this.writeKeys = writeKeys;
    }

    @POST
    @Path("track")
    @Operation(summary = "Somebody did something")
    public Map<String, Boolean> track(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) JsonNode body) {
        return one("track", authorization, body);
    }

    @POST
    @Path("identify")
    @Operation(summary = "Who somebody is")
    public Map<String, Boolean> identify(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) JsonNode body) {
        return one("identify", authorization, body);
    }

    @POST
    @Path("batch")
    @Operation(summary = "Many events; a bad one is parked with its reason and does not sink the others")
    public Map<String, Boolean> batch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) JsonNode body) {
        var source = sourceOf(authorization, body);
        var batch = body.get("batch");
        if (batch == null || !batch.isArray()) {
            throw refused("no-batch", "Expected batch to be an array of events, but it is not.", "/batch");
        }
        if (batch.size() > MAX_BATCH_EVENTS) {
            throw refused("batch-too-large", "Expected at most 2,500 events in a batch, but there are more.", "/batch");
        }
        var unsound = new ArrayList<Parked>();
        ingestion.ingestAll(source, readable(batch, body.get("sentAt"), unsound));
        parkedEvents.park(source, unsound);
        return STORED;
    }

    @POST
    @Path("import")
    @Operation(summary = "The same as batch, by the name the Java SDK uses")
    public Map<String, Boolean> importBatch(
            @HeaderParam(HttpHeaders.AUTHORIZATION) String authorization,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.OBJECT))) JsonNode body) {
        return batch(authorization, body);
    }

    private List<IncomingEvent> readable(JsonNode batch, @Nullable JsonNode sentAt, List<Parked> unsound) {
        var events = new ArrayList<IncomingEvent>(batch.size());
        for (var node : batch) {
            try {
                events.add(reading.read(node, null, sentAt));
            } catch (UnsoundEvent refused) {
                unsound.add(new Parked(refused.getMessage(), node.toString()));
            }
        }
        return events;
    }

    private Map<String, Boolean> one(String type, @Nullable String authorization, JsonNode body) {
        var source = sourceOf(authorization, body);
        try {
            ingestion.ingestAll(source, List.of(reading.read(body, type, null)));
            return STORED;
        } catch (UnsoundEvent unsound) {
            throw refused("unsound-event", unsound.getMessage(), null);
        }
    }

    private String sourceOf(@Nullable String authorization, @Nullable JsonNode body) {
        if (body == null || !body.isObject()) {
            throw refused("no-body", "Expected a JSON object as body, but there is none.", null);
        }
        var key = basicUser(authorization);
        if (key == null && body.path("writeKey").isTextual()) {
            key = body.path("writeKey").asText();
        }
        if (key == null) {
            throw unknownKey("Expected a write key as Basic user name or as writeKey in the body, but there is none.");
        }
        return writeKeys
                .sourceOf(key)
                .orElseThrow(() ->
                        unknownKey("Expected a known write key, but this one is not. Check the key of the source."));
    }

    private static @Nullable String basicUser(@Nullable String authorization) {
        if (authorization == null || !authorization.regionMatches(true, 0, "Basic ", 0, 6)) {
            return null;
        }
        try {
            var pair = new String(
                    Base64.getDecoder().decode(authorization.substring(6).trim()), StandardCharsets.UTF_8);
            var colon = pair.indexOf(':');
            return colon < 0 ? pair : pair.substring(0, colon);
        } catch (IllegalArgumentException notBase64) {
            return null;
        }
    }

    private static RejectedRequest unknownKey(String sentence) {
        return new RejectedRequest(Rejection.of(UNAUTHENTICATED, "unknown-write-key", sentence));
    }

    private static RejectedRequest refused(String code, String sentence, @Nullable String pointer) {
        return new RejectedRequest(new Rejection(INVALID, code, sentence, pointer, List.of()));
    }
}
