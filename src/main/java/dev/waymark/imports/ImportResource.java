package dev.waymark.imports;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.util.List;
import java.util.UUID;
import java.util.regex.Pattern;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** People and past orders from CSV files: handing one in, and seeing what became of it. */
@Path("/api/imports")
@Tag(name = "Imports")
@RunOnVirtualThread
class ImportResource {

    private static final int FIRST_REFUSALS = 100;
    private static final Pattern SOURCE = Pattern.compile("[a-z0-9]+(-[a-z0-9]+)*");
    private static final int MAX_SOURCE = 64;

    private final FileImports files;
    private final Imports imports;

    ImportResource(FileImports files, Imports imports) {
        this.files = files;
        this.imports = imports;
    }

    /** An import with the first of its refusals. */
    record ImportAnswer(@JsonUnwrapped ImportView file, List<Refusal> refusals) {}

    @POST
    @Consumes("text/csv")
    @Operation(summary = "Hand in a CSV file; the same file again changes nothing")
    @APIResponse(
            responseCode = "202",
            description = "Stored, and worked in the background; Location is the import",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response take(
            @QueryParam("kind") @Nullable String kind,
            @QueryParam("source") @Nullable String source,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING))) InputStream body)
            throws IOException {
        var soundKind = ImportKind.ofEvents(kind)
                .orElseThrow(() -> invalid("kind", "Expected kind to be profiles or orders, but it is not."));
        if (source == null
                || source.length() > MAX_SOURCE
                || !SOURCE.matcher(source).matches()) {
            throw invalid("source", "Expected source to be a name such as shop-till, but it is not.");
        }
        var file = files.take(new Handed(soundKind, source, false, null), body);
        return Response.accepted(file)
                .location(URI.create("/api/imports/" + file.id()))
                .build();
    }

    @GET
    @Operation(summary = "All imports, newest first")
    public Page<ImportView> list(
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable UUID cursor) {
        return imports.newest(cursor, limit);
    }

    @GET
    @Path("{id}")
    @Operation(summary = "How far an import is, and the first lines that were refused")
    public ImportAnswer show(UUID id) {
        return new ImportAnswer(
                known(id), imports.refusals(id, null, FIRST_REFUSALS).items());
    }

    @GET
    @Path("{id}/refusals")
    @Operation(summary = "Every line that was refused, and why")
    public Page<Refusal> refusals(
            UUID id,
            @QueryParam("limit") @DefaultValue("100") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @Nullable Long cursor) {
        return imports.refusals(known(id).id(), cursor, limit);
    }

    private ImportView known(UUID id) {
        return imports.view(id)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN, "import-unknown", "Expected the id of an import, but there is none by this id.")));
    }

    private static RejectedRequest invalid(String parameter, String sentence) {
        return new RejectedRequest(Rejection.at(parameter, INVALID, "invalid-" + parameter, sentence));
    }
}
