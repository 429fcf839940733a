package dev.waymark.offer;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Instant;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** Codes of coupons, for the shop on the web and its tills: whether one is good, and redeeming it once. */
@Path("/api/codes/{code}")
@Tag(name = "Codes")
@RunOnVirtualThread
class CodeResource {

    private static final int LONGEST = 200;

    private final Redemptions redemptions;
    private final Offers offers;

    CodeResource(Redemptions redemptions, Offers offers) {
        this.redemptions = redemptions;
        this.offers = offers;
    }

    /** Where a code stands; {@code status} is open, redeemed or expired. */
    record CodeAnswer(
            String code,
            String offer,
            String title,
            String status,
            @Nullable Instant expiresAt,
            @Nullable Instant redeemedAt,
            @Nullable String orderId) {}

    /** For which order, if the shop names one. */
    record RedemptionBody(@Nullable String orderId) {}

    @GET
    @Operation(summary = "Whether a code is open, redeemed or expired, and what it is for")
    public CodeAnswer show(String code) {
        return answer(redemptions.find(code).orProblem());
    }

    @POST
    @Path("redeem")
    @Operation(
            summary = "Redeem a code, once",
            description = "The same orderId or Idempotency-Key again gets the same answer. 404 code-unknown, 409"
                    + " code-redeemed and 422 code-expired say why not. The person gets the event Coupon Redeemed.")
    public CodeAnswer redeem(
            String code, @HeaderParam("Idempotency-Key") @Nullable String requestKey, @Nullable RedemptionBody body) {
        var orderId = body == null ? null : sound("/orderId", body.orderId());
        var request = new Redemptions.Request(orderId, sound("Idempotency-Key", requestKey));
        return answer(redemptions.redeem(code, request).orProblem());
    }

    private CodeAnswer answer(CodeTable.Row code) {
        var title = offers.find(code.offer()).map(Offers.Offer::title).orElse(code.offer());
        return new CodeAnswer(
                code.code(),
                code.offer(),
                title,
                code.redeemedAt() != null ? "redeemed" : redemptions.isOver(code) ? "expired" : "open",
                code.expiresAt(),
                code.redeemedAt(),
                code.orderId());
    }

    private static @Nullable String sound(String pointer, @Nullable String text) {
        if (text != null
                && (text.isBlank() || text.length() > LONGEST || text.chars().anyMatch(Character::isISOControl))) {
            throw new RejectedRequest(Rejection.at(
                    pointer,
                    INVALID,
                    "invalid-redemption",
                    "Expected 1 to 200 characters on one line, or nothing at all, but it is otherwise."));
        }
        return text;
    }
}
