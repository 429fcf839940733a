package dev.waymark.release;

import static dev.waymark.support.Rejection.Kind.INVALID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Actor;
import dev.waymark.support.Intent;
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
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Releases of rules: handing a change in, approving, activating, rolling back. */
@Path("/api/rule-releases")
@Tag(name = "Rule releases")
@RunOnVirtualThread
class ReleaseResource {

    private final ReleaseRequests requests;
    private final Releases releases;
    private final ActivationHistory history;
    private final WhatIfs whatIfs;
    private final ObjectMapper json;

    ReleaseResource(
            ReleaseRequests requests,
            Releases releases,
            ActivationHistory history,
            WhatIfs whatIfs,
            ObjectMapper json) {
        this.requests = requests;
        this.releases = releases;
        this.history = history;
        this.whatIfs = whatIfs;
        this.json = json;
    }

    /** Why, in a sentence. */
    record ReasonBody(@Nullable String reason) {}

    /** Which release is to decide again, and why. */
    record RollbackBody(@Nullable Integer to, @Nullable String reason) {}

    /**
     * A release with its files by path and when it decided.
     *
     * @param diffToActive how its files differ from the active release's, as a unified diff
     * @param whatIf what it would change, as computed last; null if nobody asked
     */
    record ReleaseAnswer(
            @JsonUnwrapped ReleaseView release,
            Map<String, String> files,
            List<ActivationView> activations,
            String diffToActive,
            @Nullable WhatIfView whatIf) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Hand in a change of the active release; it is checked, and kept with what was found")
    @APIResponse(
            responseCode = "201",
            description = "Kept: CHECKED, or REFUSED with all findings; Location is the release",
            content = @Content(schema = @Schema(implementation = ReleaseView.class)))
    public Response handIn(
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @RequestBody(content = @Content(schema = @Schema(implementation = ReleaseBody.class))) InputStream body)
            throws IOException {
        var author = Actor.of(actor);
        var release = requests.handIn(author, ReleaseBody.read(body, json)).orProblem();
        return Response.created(URI.create("/api/rule-releases/" + release.number()))
                .entity(release)
                .build();
    }

    @GET
    @Operation(summary = "All releases, newest first")
    public Page<ReleaseView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable Integer cursor) {
        return releases.newest(cursor, limit);
    }

    @GET
    @Path("{number}")
    @Operation(summary = "One release with its files, and how they differ from the active release's")
    public ReleaseAnswer show(int number) {
        var release = releases.byNumber(number).orElseThrow(() -> new RejectedRequest(Releases.unknown()));
        var active = releases.active().orElseThrow();
        return new ReleaseAnswer(
                release.view(),
                new TreeMap<>(release.files),
                history.of(number),
                TextDiff.of(active.files, release.files),
                whatIfs.of(number).orElse(null));
    }

    @POST
    @Path("{number}/approval")
    @Operation(summary = "Agree to a checked release; the author cannot")
    @Consumes(MediaType.WILDCARD)
    public ReleaseView approve(
            int number,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = ReasonBody.class)))
                    InputStream body)
            throws IOException {
        return requests.approve(number, new Intent(Actor.of(actor), reason(body)))
                .orProblem();
    }

    @POST
    @Path("{number}/activation")
    @Operation(summary = "Let an approved release decide from now on, on every node, without a restart")
    @Consumes(MediaType.WILDCARD)
    public ReleaseView activate(
            int number,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @RequestBody(required = false, content = @Content(schema = @Schema(implementation = ReasonBody.class)))
                    InputStream body)
            throws IOException {
        return requests.activate(number, new Intent(Actor.of(actor), reason(body)))
                .orProblem();
    }

    @POST
    @Path("rollback")
    @Operation(summary = "Let a release that decided before do so again, at once")
    public ReleaseView rollBack(@HeaderParam(Actor.HEADER) @Nullable String actor, @Nullable RollbackBody body) {
        var who = Actor.of(actor);
        if (body == null
                || body.to() == null
                || body.reason() == null
                || body.reason().isBlank()) {
            throw new RejectedRequest(Rejection.of(
                    INVALID,
                    "rollback-incomplete",
                    "Expected to with the number of a release and reason with a sentence, but one is missing."));
        }
        return requests.rollBack(body.to(), new Intent(who, plain(body.reason())))
                .orProblem();
    }

    /** Nobody has to say why: without a body, and without saying what it would be, too. */
    private String reason(InputStream body) throws IOException {
        try {
            var sent = body.readAllBytes();
            var read = sent.length == 0 ? null : json.readValue(sent, ReasonBody.class);
            return read == null || read.reason() == null ? "" : plain(read.reason());
        } catch (JsonProcessingException unreadable) {
            throw new RejectedRequest(Rejection.of(
                    INVALID,
                    "reason-unreadable",
                    "Expected no body, or {\"reason\": \"...\"} as JSON, but it is neither."));
        }
    }

    /** The database keeps no character 0. */
    private static String plain(String reason) {
        return reason.replace("\0", "").strip();
    }
}
