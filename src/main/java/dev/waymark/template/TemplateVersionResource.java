package dev.waymark.template;

import static dev.waymark.support.Rejection.Kind.INVALID;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.Actor;
import dev.waymark.support.Intent;
import dev.waymark.support.KeyCatalogue;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DELETE;
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
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
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

/** Versions of a template: handing texts in, publishing, removing. */
@Path("/api/templates/{key}/versions")
@Tag(name = "Templates")
@RunOnVirtualThread
class TemplateVersionResource {

    private static final int LONGEST_KEY = 64;
    private static final int LONGEST_REASON = 1_000;

    private final TemplateRequests requests;
    private final TemplateVersions versions;
    private final ObjectMapper json;

    TemplateVersionResource(TemplateRequests requests, TemplateVersions versions, ObjectMapper json) {
        this.requests = requests;
        this.versions = versions;
        this.json = json;
    }

    /** A version with its texts by path. */
    record VersionAnswer(@JsonUnwrapped TemplateVersionView version, Map<String, String> files) {}

    /** Which text of which version one text is handed in instead of, and why. */
    record OneText(
            @QueryParam("path") @Nullable String path,
            @QueryParam("basedOn") @Nullable Integer basedOn,
            @QueryParam("comment") @Nullable String comment) {}

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "Hand in the texts of a template as a version; they are checked, and kept with what was found")
    @APIResponse(
            responseCode = "201",
            description = "Kept: CHECKED, or DRAFT with all findings; Location is the version",
            content = @Content(schema = @Schema(implementation = TemplateVersionView.class)))
    @APIResponse(responseCode = "422", description = "Not kept: template-unfit, with all findings")
    public Response handIn(
            String key,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @RequestBody(content = @Content(schema = @Schema(implementation = TemplateBody.class))) InputStream body)
            throws IOException {
        return handIn(key, Actor.of(actor), TemplateBody.readJson(body, json));
    }

    @POST
    @Consumes({MediaType.TEXT_PLAIN, MediaType.TEXT_HTML, "application/yaml"})
    @Operation(summary = "Hand in one text in place of that of another version, whose other texts stay")
    @APIResponse(responseCode = "201", description = "Kept: CHECKED, or DRAFT with all findings")
    public Response handInOne(
            String key, @HeaderParam(Actor.HEADER) @Nullable String actor, @BeanParam OneText place, InputStream text)
            throws IOException {
        if (place.path() == null || place.basedOn() == null) {
            throw new RejectedRequest(Rejection.at(
                    place.path() == null ? "path" : "basedOn",
                    INVALID,
                    "text-without-place",
                    "Expected path and basedOn to say which text of which version this is instead of, but one is"
                            + " missing."));
        }
        var files = new HashMap<String, @Nullable String>();
        files.put(place.path(), new String(TemplateBody.read(text), StandardCharsets.UTF_8));
        return handIn(key, Actor.of(actor), new TemplateBody(place.comment(), place.basedOn(), files).sound());
    }

    private Response handIn(String key, Actor author, TemplateBody body) {
        if (!key.matches(KeyCatalogue.KEY) || key.length() > LONGEST_KEY) {
            throw new RejectedRequest(Rejection.at(
                    "key",
                    INVALID,
                    "key-unsound",
                    "Expected a key of small letters, digits and hyphens, at most 64 characters, but it is not."));
        }
        var files = TemplateTexts.definitionFiles(key, body.over(before(key, body.basedOn())));
        var version = requests.handIn(key, files, new Intent(author, String.valueOf(body.comment())))
                .orProblem();
        return Response.created(URI.create("/api/templates/" + key + "/versions/" + version.version()))
                .entity(version)
                .build();
    }

    private Map<String, String> before(String key, @Nullable Integer basedOn) {
        return basedOn == null
                ? Map.of()
                : versions.byNumber(key, basedOn)
                        .map(stored -> stored.files)
                        .orElseThrow(() -> new RejectedRequest(Rejection.at(
                                "/basedOn",
                                INVALID,
                                "invalid-version",
                                "Expected basedOn to be the number of a version of this template, but it is not so.")));
    }

    @GET
    @Operation(summary = "All versions of a template, the newest first")
    public List<TemplateVersionView> list(String key) {
        return versions.of(key).stream().map(TemplateVersion::view).toList();
    }

    @GET
    @Path("{version}")
    @Operation(summary = "One version with its texts: where it stands, and what is wrong with it")
    public VersionAnswer show(String key, int version) {
        return versions.byNumber(key, version)
                .map(stored -> new VersionAnswer(stored.view(), new TreeMap<>(stored.files)))
                .orElseThrow(() -> new RejectedRequest(TemplateVersions.unknown()));
    }

    @POST
    @Path("{version}/publish")
    @Consumes(MediaType.WILDCARD)
    @Operation(summary = "Let a checked version be sent, on every node, without a restart; its author cannot")
    public TemplateVersionView publish(
            String key,
            int version,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @QueryParam("reason") @Nullable String reason) {
        return requests.publish(key, version, new Intent(Actor.of(actor), plain(reason)))
                .orProblem();
    }

    @DELETE
    @Path("{version}")
    @Operation(summary = "Remove a version that no live journey shows and no message was written with")
    @APIResponse(responseCode = "204", description = "Removed")
    public void remove(
            String key,
            int version,
            @HeaderParam(Actor.HEADER) @Nullable String actor,
            @QueryParam("reason") @Nullable String reason) {
        requests.remove(key, version, new Intent(Actor.of(actor), plain(reason)))
                .orProblem();
    }

    /** The database keeps no character 0. */
    static String plain(@Nullable String text) {
        var plain = text == null ? "" : text.replace("\0", "").strip();
        return plain.substring(0, Math.min(plain.length(), LONGEST_REASON));
    }
}
