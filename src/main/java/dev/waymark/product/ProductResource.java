package dev.waymark.product;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.behaviour.Category;
import dev.waymark.imports.FileImports;
import dev.waymark.imports.ImportKind;
import dev.waymark.imports.ImportView;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.validation.constraints.Size;
import jakarta.ws.rs.Consumes;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.time.Instant;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Content;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.parameters.RequestBody;
import org.eclipse.microprofile.openapi.annotations.responses.APIResponse;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The catalogue: handing it in, searching it, and what is bought together. */
@Path("/api/products")
@Tag(name = "Products")
@RunOnVirtualThread
class ProductResource {

    private static final String CATALOGUE = "catalogue";

    private final ProductTable products;
    private final RelationTable relations;
    private final FileImports files;

    ProductResource(ProductTable products, RelationTable relations, FileImports files) {
        this.products = products;
        this.relations = relations;
        this.files = files;
    }

    /**
     * What is bought together with a product.
     *
     * @param reckonedAt when; null before it was reckoned for the first time
     * @param orders over how many orders
     */
    record RelatedAnswer(
            List<RelationTable.Related> items, @Nullable Instant reckonedAt, long orders) {}

    @GET
    @Operation(summary = "Products by sku; with q those whose name or sku holds it, with category those of one")
    public Page<Product> list(
            @QueryParam("q") @DefaultValue("") @Size(max = 100) String text,
            @QueryParam("category") @Nullable String category,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @DefaultValue("") String cursor) {
        var key = category == null ? null : Category.key(category);
        return Page.of(products.list(text.strip(), key, cursor, limit + 1), limit, Product::sku);
    }

    @POST
    @Consumes({"text/csv", MediaType.APPLICATION_JSON})
    @Operation(
            summary = "Hand in products, as CSV with a header or as a JSON list of objects",
            description =
                    "The fields are sku, name, category, price, currency, url, image and inStock. A row replaces what"
                            + " was known of its sku; products that are not in the file stay as they are.")
    @APIResponse(
            responseCode = "202",
            description = "Stored, and worked in the background; Location is the import with its progress and refusals",
            content = @Content(schema = @Schema(implementation = ImportView.class)))
    public Response add(
            @HeaderParam("Idempotency-Key") @Size(min = 1, max = 255) @Nullable String requestKey,
            @HeaderParam(HttpHeaders.CONTENT_TYPE) String mediaType,
            @RequestBody(content = @Content(schema = @Schema(type = SchemaType.STRING))) InputStream body)
            throws IOException {
        var file = files.take(ImportKind.PRODUCTS, CATALOGUE, mediaType, requestKey, body);
        return Response.accepted(file)
                .location(URI.create("/api/imports/" + file.id()))
                .build();
    }

    @GET
    @Path("{sku}")
    @Operation(summary = "One product")
    public Product show(String sku) {
        return products.find(sku)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "product-unknown",
                        "Expected the sku of a product of the catalogue, but there is none by this one.")));
    }

    @GET
    @Path("{sku}/related")
    @Operation(summary = "What is bought together with a product, the closest first, and in how many orders")
    public RelatedAnswer related(String sku) {
        var reckoned = relations.reckoned();
        return new RelatedAnswer(
                relations.relatedTo(show(sku).sku()),
                reckoned.map(RelationTable.Reckoned::at).orElse(null),
                reckoned.map(RelationTable.Reckoned::orders).orElse(0L));
    }
}
