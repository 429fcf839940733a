package dev.waymark.journey;

import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What it would mean to move people who are on their way to another version of their journey. */
@Path("/api/journeys/{key}/versions/{version}/migration")
@Tag(name = "Journeys")
@RunOnVirtualThread
class MigrationResource {

    private final MigrationRequests requests;

    MigrationResource(MigrationRequests requests) {
        this.requests = requests;
    }

    @GET
    @Operation(
            summary = "Preview of moving everybody from another version to this one: who moves, whose timer shifts, who"
                    + " would get a message twice")
    public MigrationPreview preview(String key, int version, @QueryParam("from") @Nullable Integer from) {
        return requests.preview(MigrationRequest.question(key, version, from)).orProblem();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same preview with a map of element ids that differ; changes nothing")
    public MigrationPreview previewMapped(String key, int version, @Nullable MigrationRequest request) {
        return requests.preview(MigrationRequest.question(key, version, request))
                .orProblem();
    }
}
