package dev.waymark.insight;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.ProfileId;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Everything about one person. */
@Path("/api/profiles/{id}")
@Tag(name = "Profiles")
@RunOnVirtualThread
class PersonResource {

    private final Timelines timelines;
    private final PersonExport export;

    PersonResource(Timelines timelines, PersonExport export) {
        this.timelines = timelines;
        this.export = export;
    }

    @GET
    @Path("timeline")
    @Operation(
            summary = "What happened to a person, the latest first: events, segments, journeys, messages, conversions")
    public Page<Timelines.TimelineItem> timeline(
            UUID id,
            @QueryParam("cursor") @Nullable TimelineCursor cursor,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit) {
        return timelines.of(new ProfileId(id), cursor, limit);
    }

    @GET
    @Path("export")
    @Produces(MediaType.APPLICATION_JSON)
    @Operation(summary = "Everything held about a person, table by table")
    public String export(UUID id) {
        return export.of(new ProfileId(id))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "profile-unknown",
                        "Expected the id of a profile, but there is none by this id, or it was erased.")));
    }
}
