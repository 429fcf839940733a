package dev.waymark.event;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import com.fasterxml.jackson.annotation.JsonProperty;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.UriInfo;
import java.util.Map;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * What {@code @segment/analytics-next} asks for: its settings, and one path of one letter for each call. It sends
 * {@code text/plain}, so that small requests need no preflight.
 */
@Path("/v1")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Events in from browsers",
        description = "The paths of Segment's SDK for browsers; any origin may call them")
class BrowserTrackingResource {

    private final EventIntake intake;
    private final WriteKeys writeKeys;

    BrowserTrackingResource(EventIntake intake, WriteKeys writeKeys) {
        this.intake = intake;
        this.writeKeys = writeKeys;
    }

    /** As Segment's own answer, with nothing in it that would load a script from anywhere. */
    record BrowserSettings(Integrations integrations, Map<String, Object> plan, Metrics metrics) {}

    /** Where events go: to us alone. */
    record Integrations(@JsonProperty("Segment.io") EventsTo segment) {}

    /** The write key, and the address the SDK sends to. */
    record EventsTo(String apiKey, String apiHost, String protocol) {}

    /** How many of its own measurements the SDK reports: none. */
    record Metrics(int sampleRate) {}

    @GET
    @Path("projects/{writeKey}/settings")
    @Operation(summary = "How the browser SDK is to behave: it sends its events here and loads nothing else")
    @RunOnVirtualThread
    public BrowserSettings settings(String writeKey, @Context UriInfo uri) {
        if (writeKeys.sourceOf(writeKey).isEmpty()) {
            throw new RejectedRequest(
                    Rejection.of(UNKNOWN, "unknown-write-key", "Expected a known write key, but this one is not."));
        }
        var here = uri.getBaseUri();
        return new BrowserSettings(
                new Integrations(new EventsTo(writeKey, here.getAuthority() + "/v1", here.getScheme())),
                Map.of(),
                new Metrics(0));
    }

    @POST
    @Path("t")
    @Operation(summary = "track")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> track(@Context HttpHeaders headers, byte[] body) {
        return intake.one("track", headers, body);
    }

    @POST
    @Path("i")
    @Operation(summary = "identify")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> identify(@Context HttpHeaders headers, byte[] body) {
        return intake.one("identify", headers, body);
    }

    @POST
    @Path("p")
    @Operation(summary = "page")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> page(@Context HttpHeaders headers, byte[] body) {
        return intake.one("page", headers, body);
    }

    @POST
    @Path("s")
    @Operation(summary = "screen")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> screen(@Context HttpHeaders headers, byte[] body) {
        return intake.one("screen", headers, body);
    }

    @POST
    @Path("g")
    @Operation(summary = "group")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> group(@Context HttpHeaders headers, byte[] body) {
        return intake.one("group", headers, body);
    }

    @POST
    @Path("a")
    @Operation(summary = "alias")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> alias(@Context HttpHeaders headers, byte[] body) {
        return intake.one("alias", headers, body);
    }

    @POST
    @Path("b")
    @Operation(summary = "batch")
    @RequestBodySchema(EventSchema.Batch.class)
    @RunOnVirtualThread
    public Taken batch(@Context HttpHeaders headers, byte[] body) {
        return intake.batch(headers, body);
    }

    @POST
    @Path("m")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Measurements of the SDK itself; taken and not kept")
    @RunOnVirtualThread
    public Taken measurements() {
        return new Taken(true, 0, 0);
    }
}
