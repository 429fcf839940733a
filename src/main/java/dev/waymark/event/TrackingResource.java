package dev.waymark.event;

import io.smallrye.common.annotation.RunOnVirtualThread;
import io.smallrye.mutiny.Uni;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBodySchema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/**
 * Events in, by the paths and in the form of Segment's HTTP tracking API, so that its SDKs work unmodified. The paths
 * of its SDK for browsers are in {@link BrowserTrackingResource}.
 */
@Path("/v1")
@Consumes({MediaType.APPLICATION_JSON, MediaType.TEXT_PLAIN})
@Produces(MediaType.APPLICATION_JSON)
@Tag(
        name = "Events in",
        description = "Segment-compatible; the write key is the Basic user name or writeKey in the body."
                + " 200 says that the events are durable, 400 that nothing was stored and why, 429 and 503 to send the"
                + " same again after Retry-After")
class TrackingResource {

    private final EventIntake intake;

    TrackingResource(EventIntake intake) {
        this.intake = intake;
    }

    @POST
    @Path("track")
    @Operation(summary = "Somebody did something; at most 32 KB")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> track(@Context HttpHeaders headers, byte[] body) {
        return intake.one("track", headers, body);
    }

    @POST
    @Path("identify")
    @Operation(summary = "Who somebody is; the traits email, phone and lineId are names to know the person by")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> identify(@Context HttpHeaders headers, byte[] body) {
        return intake.one("identify", headers, body);
    }

    @POST
    @Path("page")
    @Operation(summary = "Somebody saw a page of a site")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> page(@Context HttpHeaders headers, byte[] body) {
        return intake.one("page", headers, body);
    }

    @POST
    @Path("screen")
    @Operation(summary = "Somebody saw a screen of an app")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> screen(@Context HttpHeaders headers, byte[] body) {
        return intake.one("screen", headers, body);
    }

    @POST
    @Path("group")
    @Operation(summary = "Somebody belongs to a company or another group")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> group(@Context HttpHeaders headers, byte[] body) {
        return intake.one("group", headers, body);
    }

    @POST
    @Path("alias")
    @Operation(summary = "Somebody known as previousId is now known as userId")
    @RequestBodySchema(EventSchema.class)
    public Uni<Taken> alias(@Context HttpHeaders headers, byte[] body) {
        return intake.one("alias", headers, body);
    }

    @POST
    @Path("batch")
    @Operation(
            summary = "Up to 2,500 events and 500 KB; a bad one is parked with its reason and does not sink the others")
    @RequestBodySchema(EventSchema.Batch.class)
    @RunOnVirtualThread
    public Taken batch(@Context HttpHeaders headers, byte[] body) {
        return intake.batch(headers, body);
    }

    @POST
    @Path("import")
    @Operation(summary = "The same as batch, by the name the Java SDK uses")
    @RequestBodySchema(EventSchema.Batch.class)
    @RunOnVirtualThread
    public Taken importBatch(@Context HttpHeaders headers, byte[] body) {
        return intake.batch(headers, body);
    }
}
