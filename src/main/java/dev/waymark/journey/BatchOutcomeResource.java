package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.journey.EnrolmentBatches.BatchView;
import dev.waymark.journey.EnrolmentBatches.PersonView;
import dev.waymark.support.Page;
import dev.waymark.support.RejectedRequest;
import dev.waymark.support.Rejection;
import io.smallrye.common.annotation.RunOnVirtualThread;
import jakarta.validation.constraints.Max;
import jakarta.validation.constraints.Min;
import jakarta.ws.rs.DefaultValue;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.QueryParam;
import java.util.Arrays;
import java.util.UUID;
import java.util.stream.Collectors;
import org.eclipse.microprofile.openapi.annotations.Operation;
import org.eclipse.microprofile.openapi.annotations.tags.Tag;
import org.jspecify.annotations.Nullable;

/** What became of the people of a batch. */
@Path("/api/enrolment-batches/{id}")
@Tag(name = "Enrolments")
@RunOnVirtualThread
class BatchOutcomeResource {

    private final EnrolmentBatches batches;

    BatchOutcomeResource(EnrolmentBatches batches) {
        this.batches = batches;
    }

    @GET
    @Operation(summary = "How far a batch has come, and how many people came to which outcome")
    public BatchView show(UUID id) {
        return batches.find(id)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN, "batch-unknown", "Expected the id of a batch, but there is none by this id.")));
    }

    @GET
    @Path("people")
    @Operation(summary = "What became of each person of a batch, in the order of the request")
    public Page<PersonView> people(
            UUID id,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @DefaultValue("0") long cursor) {
        return batches.people(show(id).id(), outcome == null ? null : outcome(outcome), cursor, limit);
    }

    private static EntryOutcome outcome(String word) {
        return Arrays.stream(EntryOutcome.values())
                .filter(outcome -> outcome.word().equals(word))
                .findFirst()
                .orElseThrow(() -> new RejectedRequest(Rejection.at(
                        "outcome",
                        INVALID,
                        "outcome-unknown",
                        "Expected one of "
                                + Arrays.stream(EntryOutcome.values())
                                        .map(EntryOutcome::word)
                                        .collect(Collectors.joining(", "))
                                + ", but it is something else.")));
    }
}
