package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.PUT;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** One enrolment: seeing it, ending it. */
@Path("/api/enrolments/{id}")
@Tag(name = "Enrolments")
@RunOnVirtualThread
class EnrolmentResource {

    private final Enrolments enrolments;
    private final EnrolmentCancelHandler cancels;

    EnrolmentResource(Enrolments enrolments, EnrolmentCancelHandler cancels) {
        this.enrolments = enrolments;
        this.cancels = cancels;
    }

    /** The state an enrolment is to get; {@code CANCELLED} is the only one to ask for. */
    record StatusRequest(@Nullable EnrolmentStatus status) {}

    @GET
    @Operation(summary = "One enrolment")
    public EnrolmentView show(UUID id) {
        return enrolments
                .find(new EnrolmentId(id))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "enrolment-unknown",
                        "Expected the id of an enrolment, but there is none by this id.")));
    }

    @PUT
    @Path("status")
    @Operation(summary = "Cancel an enrolment; no step acts for it after this was answered")
    public EnrolmentView changeStatus(UUID id, @Nullable StatusRequest request) {
        if (request == null || request.status() != EnrolmentStatus.CANCELLED) {
            throw new RejectedRequest(Rejection.at(
                    "/status",
                    INVALID,
                    "status-not-to-be-set",
                    "Expected the status CANCELLED, but it is another one."));
        }
        return cancels.cancel(new EnrolmentId(id)).orProblem();
    }
}
