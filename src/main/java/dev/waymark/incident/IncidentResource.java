package dev.waymark.incident;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.engine.Outbox;
import dev.waymark.support.Actor;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What needs a person, for operators: steps that have stopped, commands that the engine refuses. */
@Path("/api")
@Tag(name = "Incidents")
@RunOnVirtualThread
class IncidentResource {

    private static final int MOST_COMMANDS = 200;

    private final Incidents incidents;
    private final Outbox outbox;

    IncidentResource(Incidents incidents, Outbox outbox) {
        this.incidents = incidents;
        this.outbox = outbox;
    }

    /** Which incidents to try again. */
    record RetryBody(@Nullable String journey, @Nullable String elementId) {}

    record CommandsAnswer(List<Outbox.RefusedCommand> commands) {}

    @GET
    @Path("incidents")
    @Operation(summary = "Steps that have stopped and need a person, the oldest first")
    public Page<Incident> list(
            @QueryParam("journey") @Nullable String journey,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @DefaultValue("0") long cursor) {
        return incidents.open(journey, cursor, limit);
    }

    @POST
    @Path("incidents/{key}/retry")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Have a step that has stopped tried again; the engine does so within seconds")
    @APIResponse(
            responseCode = "202",
            description = "Stored; retrying is true until the engine has taken it",
            content = @Content(schema = @Schema(implementation = Incident.class)))
    public Response retry(long key, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        return Response.accepted(incidents.retry(key, Actor.of(actor)).orProblem())
                .build();
    }

    @POST
    @Path("incidents/retry")
    @Operation(summary = "Have the steps of a journey that have stopped tried again, at all elements or at one")
    @APIResponse(
            responseCode = "202",
            description = "How many will be tried again, and whether there are more to ask for",
            content = @Content(schema = @Schema(implementation = Incidents.RetriedMany.class)))
    public Response retryAll(@HeaderParam(Actor.HEADER) @Nullable String actor, @Nullable RetryBody body) {
        var who = Actor.of(actor);
        if (body == null || body.journey() == null || body.journey().isBlank()) {
            throw new RejectedRequest(Rejection.at(
                    "/journey", INVALID, "journey-missing", "Expected the key of a journey, but there is none."));
        }
        return Response.accepted(incidents
                        .retryAll(body.journey(), body.elementId(), who)
                        .orProblem())
                .build();
    }

    @GET
    @Path("refused-commands")
    @Operation(summary = "Commands that the engine refuses for what they are, the oldest first; they are tried on")
    public CommandsAnswer refusedCommands() {
        return new CommandsAnswer(outbox.refusedCommands(MOST_COMMANDS));
    }
}
