package dev.waymark.product;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.profile.ProfileId;
import dev.waymark.profile.Profiles;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.List;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Which products a template would show to a person now. */
@Path("/api/profiles/{id}/products")
@Tag(name = "Products")
@RunOnVirtualThread
class RecommendationResource {

    private final Recommendations recommendations;
    private final Reasons reasons;
    private final Profiles profiles;

    RecommendationResource(Recommendations recommendations, Reasons reasons, Profiles profiles) {
        this.recommendations = recommendations;
        this.reasons = reasons;
        this.profiles = profiles;
    }

    /** @param reason why it may be right for the person; null where no entry fits */
    record Recommended(Product product, @Nullable String reason) {}

    @GET
    @Operation(summary = "Products for a person: recently-browsed, related or best-sellers, with the reason to give")
    public List<Recommended> list(
            UUID id,
            @QueryParam("from") @Nullable String from,
            @QueryParam("category") @Nullable String category,
            @QueryParam("most") @DefaultValue("3") @Min(1) @Max(10) int most,
            @QueryParam("locale") @DefaultValue("en") String locale) {
        var source = Recommendations.Source.of(from)
                .orElseThrow(() -> new RejectedRequest(Rejection.at(
                        "from",
                        INVALID,
                        "invalid-source",
                        "Expected from to be recently-browsed, related or best-sellers, but it is not.")));
        var profile = profiles.find(new ProfileId(id))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN, "profile-unknown", "Expected the id of a profile, but there is none by this id.")));
        var segments = reasons.segmentsOf(profile.id());
        return recommendations.of(profile.id(), source, category, most).stream()
                .map(product -> new Recommended(
                        product,
                        reasons.reason(segments, product.category(), locale).orElse(null)))
                .toList();
    }
}
