package dev.waymark.message;

import static dev.waymark.support.Rejection.Kind.TOO_LARGE;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import dev.waymark.support.StrictJson;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.BeanParam;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.MediaType;
import java.io.IOException;
import java.io.InputStream;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Templates as one person would read them; nothing is sent, counted or reserved. */
@Path("/api/templates/{key}/preview")
@Tag(name = "Templates")
@RunOnVirtualThread
class PreviewResource {

    private static final int MAX_BYTES = 1 << 20;

    private final Previews previews;
    private final ObjectMapper json;

    PreviewResource(Previews previews, ObjectMapper json) {
        this.previews = previews;
        this.json = json;
    }

    /** What is to be shown to whom, with texts that are not stored. */
    record PreviewBody(
            @Nullable String userId,
            @Nullable UUID profileId,

            @Schema(description = "Number of the version whose other files stay; without it the files sent are all")
            @Nullable
            Integer version,

            @Nullable String locale,
            @Nullable String channel,

            @Schema(description = "Text by path below the template's folder; without it the stored version is shown")
            @Nullable
            Map<String, @Nullable String> files) {

        PreviewWish wish() {
            return new PreviewWish(userId, profileId, version, locale, channel);
        }
    }

    @GET
    @Operation(summary = "A version of a template as a person would read it, with the values it was filled with")
    public PreviewView show(String key, @BeanParam PreviewWish wish) {
        return previews.show(key, wish, null).orProblem();
    }

    @POST
    @Consumes(MediaType.APPLICATION_JSON)
    @Operation(summary = "The same of texts that are not stored; they are checked, and all findings told")
    public PreviewView showUnstored(
            String key,
            @RequestBody(content = @Content(schema = @Schema(implementation = PreviewBody.class))) InputStream sent)
            throws IOException {
        var body = sent.readNBytes(MAX_BYTES + 1);
        if (body.length > MAX_BYTES) {
            throw new RejectedRequest(Rejection.of(
                    TOO_LARGE, "body-too-large", "Expected at most 1 MB, but the body is larger. Send fewer files."));
        }
        PreviewBody read = new StrictJson().apply(json, PreviewBody.class).readValue(body);
        var asked = read == null ? new PreviewBody(null, null, null, null, null, null) : read;
        return previews.show(key, asked.wish(), asked.files()).orProblem();
    }
}
