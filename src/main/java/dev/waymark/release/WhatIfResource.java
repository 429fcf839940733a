package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.CONFLICT;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.Actor;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DELETE;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.Parameter;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Who would enter and leave which segment by a release, and which enrolments would start. */
@Path("/api/rule-releases/{number}/what-if")
@Tag(name = "Rule releases")
@RunOnVirtualThread
class WhatIfResource {

    private static final int MAX_SAMPLE = 1_000_000;

    private final WhatIfWork work;
    private final WhatIfs whatIfs;

    WhatIfResource(WhatIfWork work, WhatIfs whatIfs) {
        this.work = work;
        this.whatIfs = whatIfs;
    }

    @POST
    @Operation(summary = "Begin to compute what a release would change, compared with the active one; changes nothing")
    @APIResponse(
            responseCode = "202",
            description = "Begun; Location tells how far it is",
            content = @Content(schema = @Schema(implementation = WhatIfView.class)))
    public Response begin(
            int number,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @QueryParam("sample")
                    @Parameter(description = "Look at so many people, chosen evenly, instead of everybody")
                    @Min(1)
                    @Max(MAX_SAMPLE)
                    @Nullable
                    Integer sample) {
        var begun = work.begin(number, Actor.of(actor), sample).orProblem();
        return Response.accepted(begun)
                .location(URI.create("/api/rule-releases/" + number + "/what-if"))
                .build();
    }

    @GET
    @Operation(summary = "How far the last what-if of a release is, and what it came to")
    public WhatIfView show(int number) {
        return whatIfs.of(number)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "what-if-unknown",
                        "Expected a release that a what-if was begun for, but there is none. Begin one by POST.")));
    }

    @DELETE
    @Operation(summary = "Stop the what-if of a release")
    public WhatIfView cancel(int number, @HeaderParam(Actor.HEADER) @Nullable String actor) {
        Actor.of(actor);
        if (!whatIfs.cancel(number)) {
            throw new RejectedRequest(Rejection.of(
                    CONFLICT, "what-if-not-running", "Expected a what-if that is running, but it is not."));
        }
        return show(number);
    }
}
