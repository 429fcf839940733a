package dev.waymark.journey;

import dev.waymark.support.Actor;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Moving people who are on their way to another version of their journey. */
@Path("/api/journeys/{key}/versions/{version}/migrations")
@Tag(name = "Journeys")
@RunOnVirtualThread
class MigrationStartResource {

    private final MigrationRequests requests;
    private final MigrationOutcomes outcomes;
    private final MigrationWork work;

    MigrationStartResource(MigrationRequests requests, MigrationOutcomes outcomes, MigrationWork work) {
        this.requests = requests;
        this.outcomes = outcomes;
        this.work = work;
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Move enrolments of another version to this one, each with an outcome")
    @APIResponse(responseCode = "202", description = "Taken; Location says how far it has come")
    public Response migrate(
            String key,
            int version,
            @HeaderParam("Idempotency-Key") @Nullable String idempotencyKey,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @Nullable MigrationRequest request) {
        var by = Actor.of(actor);
        if (idempotencyKey == null || idempotencyKey.isBlank() || idempotencyKey.length() > 255) {
            throw JourneyResource.noIdempotencyKey();
        }
        var id = requests.migrate(
                        MigrationRequest.question(key, version, request),
                        MigrationRequest.enrolments(request),
                        idempotencyKey,
                        by)
                .orProblem();
        work.wake();
        var taken = outcomes.find(id).orElseThrow();
        return Response.accepted(taken)
                .location(URI.create("/api/journey-migrations/" + id))
                .build();
    }
}
