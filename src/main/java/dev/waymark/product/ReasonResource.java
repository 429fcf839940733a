package dev.waymark.product;

import dev.waymark.support.Finding;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.List;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The reasons to give for products, and what is wrong with them. */
@Path("/api/product-reasons")
@Tag(name = "Products")
@RunOnVirtualThread
class ReasonResource {

    private final Reasons reasons;

    ReasonResource(Reasons reasons) {
        this.reasons = reasons;
    }

    /** All reasons in the order in which they are tried. */
    record ReasonsAnswer(List<ReasonFile.Reason> items, List<Finding> findings) {}

    @GET
    @Operation(
            summary = "Reasons by segment and category, and the segments and categories they name that are not there")
    public ReasonsAnswer list() {
        return new ReasonsAnswer(reasons.all(), reasons.findings());
    }
}
