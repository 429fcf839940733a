package dev.waymark.journey;

import static dev.waymark.support.Rejection.Kind.INVALID;
import static dev.waymark.support.Rejection.Kind.UNKNOWN;

import dev.waymark.journey.MigrationOutcomes.MigrationView;
import dev.waymark.journey.MigrationOutcomes.MoveView;
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

/** What became of the enrolments of a migration. */
@Path("/api/journey-migrations/{id}")
@Tag(name = "Journeys")
@RunOnVirtualThread
class MigrationOutcomeResource {

    private final MigrationOutcomes outcomes;

    MigrationOutcomeResource(MigrationOutcomes outcomes) {
        this.outcomes = outcomes;
    }

    @GET
    @Operation(summary = "How far a migration has come, and how many enrolments came to which outcome")
    public MigrationView show(UUID id) {
        return outcomes.find(id)
                .orElseThrow(() -> new RejectedRequest(Rejection.of(
                        UNKNOWN,
                        "migration-unknown",
                        "Expected the id of a migration, but there is none by this id.")));
    }

    @GET
    @Path("enrolments")
    @Operation(summary = "What became of each enrolment of a migration, and why it was left where it was not moved")
    public Page<MoveView> enrolments(
            UUID id,
            @QueryParam("outcome") @Nullable String outcome,
            @QueryParam("limit") @DefaultValue("50") @Min(1) @Max(Page.MAX_LIMIT) int limit,
            @QueryParam("cursor") @DefaultValue("0") long cursor) {
        return outcomes.enrolments(show(id).id(), outcome == null ? null : outcome(outcome), cursor, limit);
    }

    private static MoveOutcome outcome(String word) {
        return MoveOutcome.named(word)
                .orElseThrow(() -> new RejectedRequest(Rejection.at(
                        "outcome",
                        INVALID,
                        "outcome-unknown",
                        "Expected one of "
                                + Arrays.stream(MoveOutcome.values())
                                        .map(MoveOutcome::word)
                                        .collect(Collectors.joining(", "))
                                + ", but it is something else.")));
    }
}
