package dev.waymark.audit;

import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.engine.EnrolmentId;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import java.util.UUID;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;

/** The trace of an enrolment, for auditors. */
@Path("/api/enrolments/{id}/trace")
@Tag(name = "Enrolments")
@RunOnVirtualThread
class TraceResource {

    private final Traces traces;

    TraceResource(Traces traces) {
        this.traces = traces;
    }

    @GET
    @Operation(summary = "Every element passed, joined with the decision, the messages and the conversion")
    public Trace trace(UUID id) {
        return traces.of(new EnrolmentId(id))
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "enrolment-unknown",
                        "Expected the id of an enrolment, but there is none by this id.")));
    }
}
