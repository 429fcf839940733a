package dev.waymark.event;

import dev.waymark.support.Page;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** For operators: what came in and was not stored as sent. */
@Path("/api")
@Tag(name = "Events not stored")
@RunOnVirtualThread
class IntakeResource {

    private final ParkedEvents parkedEvents;
    private final MessageIdClashes clashes;

    IntakeResource(ParkedEvents parkedEvents, MessageIdClashes clashes) {
        this.parkedEvents = parkedEvents;
        this.clashes = clashes;
    }

    @GET
    @Path("parked-events")
    @Operation(summary = "Events that cannot be stored as sent, with the reason and how they begin, newest first")
    public Page<ParkedEvents.ParkedEvent> parkedEvents(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable Long cursor) {
        return parkedEvents.newest(cursor, limit);
    }

    @GET
    @Path("message-id-clashes")
    @Operation(summary = "Message ids that came again with another payload; the first payload was kept")
    public Page<MessageIdClashes.Clash> clashes(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable String cursor) {
        return clashes.newest(cursor, limit);
    }
}
