package dev.waymark.sandbox;

import static dev.waymark.support.Rejection.Kind.INVALID;

import dev.waymark.sandbox.SandboxClock.ClockView;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** The sandbox's clock. */
@Path("/api/sandbox/clock")
@Tag(name = "Sandbox", description = "Only with the embedded broker")
@RunOnVirtualThread
class SandboxClockResource {

    private final SandboxClock clock;

    SandboxClockResource(SandboxClock clock) {
        this.clock = clock;
    }

    /** How far to move time, as an ISO 8601 duration. */
    record AdvanceRequest(
            @Schema(examples = "PT24H") @Nullable String by) {}

    @GET
    @Operation(summary = "Business time now, and whether it may be moved")
    public ClockView now() {
        return clock.now();
    }

    @POST
    @Path("advance")
    @Operation(summary = "Let time pass, for Waymark and the broker together")
    public ClockView advance(@Nullable AdvanceRequest request) {
        return clock.advance(duration(request)).orProblem();
    }

    private static Duration duration(@Nullable AdvanceRequest request) {
        try {
            return Duration.parse(request == null || request.by() == null ? "" : request.by());
        } catch (DateTimeParseException unreadable) {
            throw new RejectedRequest(Rejection.at(
                    "/by",
                    INVALID,
                    "duration-unreadable",
                    "Expected by to be a duration such as PT24H, but it is not."));
        }
    }
}
