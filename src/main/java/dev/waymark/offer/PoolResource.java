package dev.waymark.offer;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.imports.FileImports;
import dev.waymark.imports.ImportKind;
import dev.waymark.imports.ImportView;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Pools of codes that come from elsewhere: how full they are, and filling them. */
@Path("/api/pools")
@Tag(name = "Codes")
@RunOnVirtualThread
class PoolResource {

    private static final int LONGEST_KEY = 255;

    private final Pools pools;
    private final FileImports files;

    PoolResource(Pools pools, FileImports files) {
        this.pools = pools;
        this.files = files;
    }

    @GET
    @Operation(summary = "Every pool of codes: how many are free, reserved, sent, redeemed and expired")
    public List<Pools.PoolView> list() {
        return pools.all();
    }

    @GET
    @Path("{offer}")
    @Operation(summary = "One pool of codes")
    public Pools.PoolView show(String offer) {
        return known(offer);
    }

    @POST
    @Path("{offer}/codes")
    @Consumes({"text/csv", MediaType.APPLICATION_JSON})
    @Operation(
            summary =
                    "Add codes to a pool, as CSV with the columns code and goodUntil or as a JSON list of such objects",
            description =
                    "Codes that are in a pool already are refused by line. The same file by the same Idempotency-Key"
                            + " is taken once.")
    @APIResponse(
            responseCode = "202",
            description = "Stored, and worked in the background; Location is the import with its progress and refusals",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response add(
            String offer,
            @HeaderParam("Idempotency-Key") @Nullable String requestKey,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING))) InputStream body)
            throws IOException {
        if (requestKey != null && (requestKey.isBlank() || requestKey.length() > LONGEST_KEY)) {
            throw new RejectedRequest(Rejection.at(
                    "Idempotency-Key",
                    INVALID,
                    "invalid-idempotency-key",
                    "Expected an Idempotency-Key of 1 to 255 characters or none at all, but it is otherwise."));
        }
        var file = files.take(ImportKind.CODES, known(offer).offer(), mediaType, requestKey, body);
        return Response.accepted(file)
                .location(URI.create("/api/imports/" + file.id()))
                .build();
    }

    private Pools.PoolView known(String offer) {
        return pools.find(offer)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "pool-unknown",
                        "Expected an offer whose codes come from a pool, but there is none by this key. Write codes: pool"
                                + " in bpmn/offers.yaml.")));
    }
}
