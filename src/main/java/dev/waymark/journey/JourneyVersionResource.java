package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.support.Actor;
import dev.waymark.support.DefinitionFile;
import dev.waymark.support.Intent;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Versions of a journey: handing a file in, approving, publishing, pausing, draining, stopping, archiving. */
@Path("/api/journeys/{key}/versions")
@Tag(name = "Journeys")
@RunOnVirtualThread
class JourneyVersionResource {

    private static final String KEY = "[a-z][a-z0-9]*(-[a-z0-9]+)*";
    private static final int LONGEST_REASON = 1_000;

    private final JourneyRequests requests;
    private final JourneyVersions versions;
    private final Journeys journeys;

    JourneyVersionResource(JourneyRequests requests, JourneyVersions versions, Journeys journeys) {
        this.requests = requests;
        this.versions = versions;
        this.journeys = journeys;
    }

    @POST
    @Consumes({MediaType.APPLICATION_XML, MediaType.TEXT_XML})
    @Operation(summary = "Hand in a BPMN file as a version; it is checked, and kept with what was found")
    @APIResponse(responseCode = "201", description = "Kept: CHECKED, or DRAFT with all findings")
    public Response handIn(
            String key,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @QueryParam("comment") @Nullable String comment,
            byte[] bpmn) {
        if (!key.matches(KEY) || key.length() > 64) {
            throw new RejectedRequest(Rejection.of(
                    INVALID,
                    "key-unsound",
                    "Expected a key of small letters, digits and hyphens, at most 64 characters, but it is not."));
        }
        var file = new DefinitionFile("bpmn/journeys/" + key + ".bpmn", bpmn);
        var version = requests.handIn(file, new Intent(Actor.of(actor), plain(comment)))
                .orProblem();
        return Response.created(URI.create("/api/journeys/" + key + "/versions/" + version.version()))
                .entity(version)
                .build();
    }

    @GET
    @Operation(summary = "All versions of a journey, the newest first")
    public List<JourneyVersionView> list(String key) {
        return versions.of(key).stream().map(requests::view).toList();
    }

    @GET
    @Path("{version}")
    @Operation(summary = "One version: where it stands, what is wrong with it, how many run through it")
    public JourneyVersionView show(String key, int version) {
        return versions.byNumber(key, version)
                .map(requests::view)
                .orElseThrow(() -> new RejectedRequest(JourneyVersions.unknown()));
    }

    @GET
    @Path("{version}/diagram")
    @Produces(MediaType.APPLICATION_XML)
    @Operation(summary = "The BPMN of one version, byte for byte as handed in")
    public byte[] diagram(String key, int version) {
        return journeys.bpmn(key, version).orElseThrow(() -> new RejectedRequest(JourneyVersions.unknown()));
    }

    @POST
    @Path("{version}/{action}")
    @Consumes(MediaType.WILDCARD)
    @Operation(
            summary = "Do one of approve, publish, pause, resume, drain, stop, archive; the author of a version cannot"
                    + " approve it")
    public JourneyVersionView act(
            String key,
            int version,
            String action,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @QueryParam("reason") @Nullable String reason) {
        var asked = JourneyAction.asked(action)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "action-unknown",
                        "Expected one of approve, publish, pause, resume, drain, stop and archive, but it is another"
                                + " word.")));
        return requests.act(key, version, asked, new Intent(Actor.of(actor), plain(reason)))
                .orProblem();
    }

    /** The database keeps no character 0. */
    private static String plain(@Nullable String text) {
        var plain = text == null ? "" : text.replace("\0", "").strip();
        return plain.substring(0, Math.min(plain.length(), LONGEST_REASON));
    }
}
